package io.xiaohu.trust;

/** What a part of a checked text is. */
public enum PartKind {
    LINK,
    PHONE,
    EMAIL,
    ACCOUNT,
    /** The words themselves. */
    WORDS
}
