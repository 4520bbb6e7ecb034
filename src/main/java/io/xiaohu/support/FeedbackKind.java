package io.xiaohu.support;

/** What a piece of feedback is. */
public enum FeedbackKind {
    IDEA,
    BUG,
    COMPLAINT,
    PRAISE,
    OTHER
}
