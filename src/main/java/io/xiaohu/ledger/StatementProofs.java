package io.xiaohu.ledger;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes statements their owner can check without us, for as long as they like: every change with
 * what its hash covers, and the way from there to a signed seal. The format stands in {@code
 * docs/ledger-proof.md}.
 */
public interface StatementProofs {

    /** What the document is called where it goes along with a statement. */
    String FILE_NAME = "ledger-proof.json";

    /**
     * Has everything booked before a moment sealed, which costs a walk over all accounts unless a
     * seal covers it already.
     *
     * @return the moment up to which it is sealed: the one asked for, or now when that is later
     */
    Instant sealedBefore(Instant moment);

    /** Checks a proof with nothing but the document. */
    StatementCheck check(String document);

    /** Whether the seal under a proof that holds was signed here, now or with an older key. */
    boolean isOurs(StatementCheck.Whole whole);

    /**
     * Proves what was booked on an account in a period.
     *
     * @param from from this moment on; null for the beginning
     * @param to before this moment; null for the moment of the last seal
     */
    Result prove(UUID account, @Nullable Instant from, @Nullable Instant to);

    /** A proof, or why there is none. */
    sealed interface Result {

        /**
         * The proof.
         *
         * @param json the document
         * @param entries how many changes it shows, those between the period and the seal included
         */
        record Proven(String json, long seal, int entries) implements Result {}

        /** There is no such account, or it had not been changed by the time of the seal. */
        record NothingToProve() implements Result {}

        /**
         * The period is not sealed yet.
         *
         * @param upTo what is sealed so far; null when nothing is
         */
        record NotSealedYet(@Nullable Instant upTo) implements Result {}

        /** So much happened that it should be proven in shorter periods. */
        record TooLong(int most) implements Result {}
    }
}
