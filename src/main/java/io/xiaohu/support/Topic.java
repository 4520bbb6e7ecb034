package io.xiaohu.support;

import io.xiaohu.kernel.SubjectRef;
import org.jspecify.annotations.Nullable;

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
    OTHER;

    /** What somebody asks about who asks about this. */
    static Topic about(@Nullable SubjectRef subject) {
        if (subject == null) {
            return OTHER;
        }
        return switch (subject.kind()) {
            case TOP_UP -> TOP_UP;
            case WITHDRAWAL -> WITHDRAWAL;
            case TRANSFER, PAYMENT, ATTEMPT -> PAYMENT;
            case REFUND -> REFUND;
            case CODE -> CODE;
            case SIGN_IN -> SIGN_IN;
            case ACCOUNT -> SAFETY;
            case VERIFICATION -> VERIFICATION;
            case LIMIT -> LIMIT;
            case DISPUTE -> DISPUTE;
        };
    }
}
