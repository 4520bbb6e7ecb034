package io.xiaohu.kernel;

/** The kinds of things a customer can ask about. */
public enum SubjectKind {
    TOP_UP,
    WITHDRAWAL,
    TRANSFER,
    PAYMENT,
    REFUND,
    ATTEMPT,
    CODE,
    SIGN_IN,
    ACCOUNT,
    VERIFICATION,
    LIMIT,
    DISPUTE
}
