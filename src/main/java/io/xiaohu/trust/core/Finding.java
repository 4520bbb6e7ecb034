package io.xiaohu.trust.core;

import io.xiaohu.trust.ContactKind;
import io.xiaohu.trust.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What is said about one part of a value.
 *
 * @param why names the sentence in {@code messages/trust_*.properties}
 * @param instead the kind of official contact to offer first
 */
public record Finding(Verdict verdict, String why, @Nullable ContactKind instead) {

    static Finding official(String why, ContactKind kind) {
        return new Finding(Verdict.OFFICIAL, why, kind);
    }

    static Finding unknown(String why, @Nullable ContactKind instead) {
        return new Finding(Verdict.UNKNOWN, why, instead);
    }

    static Finding suspicious(String why, @Nullable ContactKind instead) {
        return new Finding(Verdict.SUSPICIOUS, why, instead);
    }

    static Finding impostor(String why, ContactKind instead) {
        return new Finding(Verdict.IMPOSTOR, why, instead);
    }

    /** The worse of two; the earlier when they are as bad. */
    Finding or(Finding other) {
        return other.verdict.compareTo(verdict) > 0 ? other : this;
    }
}
