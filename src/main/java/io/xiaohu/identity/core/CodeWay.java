package io.xiaohu.identity.core;

/** How a code goes to a phone. */
public enum CodeWay {
    TEXT,
    /** A phone call in which it is read out. */
    CALL
}
