package io.xiaohu.identity.core;

/**
 * What makes a password easy to guess, the worst first; each has advice in {@code
 * messages/identity_*.properties}.
 */
public enum Weakness {
    YOURS,
    COMMON,
    KEYBOARD,
    SEQUENCE,
    REPEATED,
    DATE,
    SHORT,
    LONG
}
