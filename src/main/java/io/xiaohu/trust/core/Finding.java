package io.xiaohu.trust.core;

import io.xiaohu.trust.ContactKind;
import io.xiaohu.trust.Verdict;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is said about one part of a value.
 *
 * @param why names the sentence in {@code messages/trust_*.properties}
 * @param instead the kind of official contact to offer first
 * @param at the time the sentence names: until when it was ours, since when it is on the hot list
 * @param signs what gives a text away
 */
public record Finding(
        Verdict verdict,
        String why,
        @Nullable ContactKind instead,
        @Nullable Instant at,
        Set<Sign> signs) {

    public Finding {
        signs = Set.copyOf(signs);
    }

    static Finding official(String why, ContactKind kind) {
        return new Finding(Verdict.OFFICIAL, why, kind, null, Set.of());
    }

    static Finding unknown(String why, @Nullable ContactKind instead) {
        return new Finding(Verdict.UNKNOWN, why, instead, null, Set.of());
    }

    static Finding suspicious(String why, @Nullable ContactKind instead) {
        return new Finding(Verdict.SUSPICIOUS, why, instead, null, Set.of());
    }

    static Finding impostor(String why, @Nullable ContactKind instead) {
        return new Finding(Verdict.IMPOSTOR, why, instead, null, Set.of());
    }

    Finding with(Set<Sign> seen) {
        return new Finding(verdict, why, instead, at, seen);
    }

    Finding at(Instant time) {
        return new Finding(verdict, why, instead, time, signs);
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
