package io.xiaohu.support.levels;

import io.xiaohu.support.Topic;

/** How much a conversation presses. */
public enum Priority {
    URGENT,
    HIGH,
    NORMAL,
    LOW;

    /** What a topic presses by itself, until somebody says otherwise. */
    public static Priority of(Topic topic) {
        return switch (topic) {
            case SAFETY, PHISHING -> URGENT;
            case SIGN_IN, CODE, LOCK, DISPUTE -> HIGH;
            case FEEDBACK -> LOW;
            case VERIFICATION,
                    LIMIT,
                    TOP_UP,
                    WITHDRAWAL,
                    PAYMENT,
                    REFUND,
                    LEGAL,
                    HOURS,
                    CONTACT,
                    PRIVACY,
                    OTHER ->
                    NORMAL;
        };
    }
}
