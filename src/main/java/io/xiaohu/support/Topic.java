package io.xiaohu.support;

/** What a conversation is about; the topics of the help centre. */
public enum Topic {
    SIGN_IN,
    CODE,
    LOCK,
    VERIFICATION,
    LIMIT,
    TOP_UP,
    WITHDRAWAL,
    PAYMENT,
    REFUND,
    SAFETY,
    PHISHING,
    DISPUTE,
    LEGAL,
    HOURS,
    CONTACT,
    FEEDBACK,
    PRIVACY,
    OTHER
}
