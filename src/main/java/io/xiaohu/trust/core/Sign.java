package io.xiaohu.trust.core;

/** What gives a text away, as it is shown: {@code sign.*} in the messages. */
public enum Sign {
    /** A code, a password, the digits of a payment code. */
    SECRET(true),
    /** One's money moved to an account that is called safe. */
    MOVE_MONEY(true),
    /** A payment before one gets money. */
    PAY_FIRST(true),
    /** Sight or control of the screen. */
    SCREEN(true),
    /** A code to scan that signs in, authorises or pays. */
    SCAN(true),
    /** Another channel: a chat account, a group, an app, a meeting. */
    ELSEWHERE(false),
    /** Step by step as somebody says. */
    GUIDED(false),
    /** Silence towards family, police or our hotline. */
    SECRECY(false),
    /** Something bad, or a chance lost, unless it is done at once. */
    HURRY(false);

    private final boolean enough;

    Sign(boolean enough) {
        this.enough = enough;
    }

    /** Whether nobody honest asks for it, so that it needs no story around it. */
    boolean isEnough() {
        return enough;
    }
}
