package io.xiaohu.trust.core;

import io.xiaohu.trust.ContactKind;
import io.xiaohu.trust.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is said about one part of a value.
 *
 * @param why names the sentence in {@code messages/trust_*.properties}
 * @param instead the kind of official contact to offer first
 * @param at the time the sentence names: until when it was ours, since when it is on the hot list
 */
public record Finding(
        Verdict verdict, String why, @Nullable ContactKind instead, @Nullable Instant at) {

    static Finding official(String why, ContactKind kind) {
        return new Finding(Verdict.OFFICIAL, why, kind, null);
    }

    static Finding unknown(String why, @Nullable ContactKind instead) {
        return new Finding(Verdict.UNKNOWN, why, instead, null);
    }

    static Finding suspicious(String why, @Nullable ContactKind instead) {
        return new Finding(Verdict.SUSPICIOUS, why, instead, null);
    }

    static Finding impostor(String why, @Nullable ContactKind instead) {
        return new Finding(Verdict.IMPOSTOR, why, instead, null);
    }

    Finding at(Instant time) {
        return new Finding(verdict, why, instead, time);
    }

    /** The other where it warns and is worse; what cannot be told changes nothing. */
    Finding orWarned(Finding other) {
        return other.verdict == Verdict.UNKNOWN ? this : or(other);
    }

    /** The worse of two; the earlier when they are as bad. */
    Finding or(Finding other) {
        return other.verdict.compareTo(verdict) > 0 ? other : this;
    }
}
