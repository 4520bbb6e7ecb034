package io.xiaohu.funding;

/** Which way money goes between the wallet and the outside. */
public enum Direction {
    TOP_UP,
    WITHDRAWAL
}
