package io.xiaohu.limits;

/** How strongly an act was confirmed by the customer. */
public enum Confirmation {
    /** The payment PIN alone. */
    ONE_FACTOR,
    /** The payment PIN and a second, independent proof. */
    TWO_FACTORS
}
