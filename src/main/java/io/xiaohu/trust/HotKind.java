package io.xiaohu.trust;

/** What an entry of the hot list is about. */
public enum HotKind {
    /** A domain with all that is under it. */
    DOMAIN,
    /** A number, however it is written. */
    PHONE,
    EMAIL,
    /** The name or number of an account on any platform. */
    ACCOUNT,
    /** Words, wherever they stand in a text; spaces and case do not count. */
    PHRASE
}
