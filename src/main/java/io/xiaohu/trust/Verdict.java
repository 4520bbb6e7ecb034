package io.xiaohu.trust;

/** What a check found, the mildest first: of several parts the worst decides. */
public enum Verdict {
    /** It is on the list of official contacts. */
    OFFICIAL,
    /** It is not on the list, and nothing speaks against it: we do not know. */
    UNKNOWN,
    /** It asks for what we never ask for, or hides where it leads. */
    SUSPICIOUS,
    /** It is made to look like us and is not. */
    IMPOSTOR
}
