package io.xiaohu.ledger;

import io.xiaohu.kernel.Asset;
import io.xiaohu.kernel.IdempotentRequest;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.Problem;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger can be asked to do. Each is done whole or refused whole, once for its id. What
 * cannot be meant, such as legs that do not sum to zero, is an {@link IllegalArgumentException} of
 * whoever makes it.
 */
public sealed interface LedgerCommand {

    int MOST_LEGS = 100;

    Header header();

    /**
     * What every command says about itself.
     *
     * @param owner whose act it is; the owner's account lock serialises it
     * @param kind what it is to a reader of the statement, such as TRANSFER
     * @param amount what it is about, positive
     * @param reference what it belongs to: a flow's id, or the posting's own
     * @param memo what somebody wrote; it can be erased later
     * @param counterparty the other person, when there is one
     * @param content decides whether a repeat is the same; a step of a flow, whose id says all, has
     *     none
     * @param passesFreeze whether it finishes what began before a freeze
     * @param metadata facts that belong to it, such as when it happened outside
     */
    record Header(
            PostingId id,
            UUID owner,
            String kind,
            Money amount,
            String reference,
            @Nullable String memo,
            @Nullable UUID counterparty,
            IdempotentRequest.@Nullable Digest content,
            boolean passesFreeze,
            Map<String, String> metadata) {

        public Header {
            if (!amount.isPositive()) {
                throw new IllegalArgumentException("an operation is about a positive amount");
            }
            metadata = Map.copyOf(metadata);
        }

        /** A step of a flow: nothing but what it is and what it belongs to. */
        public static Header of(
                PostingId id, UUID owner, String kind, Money amount, String reference) {
            return new Header(
                    id, owner, kind, amount, reference, null, null, null, false, Map.of());
        }

        public Header memo(@Nullable String text) {
            return with(text, counterparty, content, passesFreeze, metadata);
        }

        public Header counterparty(@Nullable UUID other) {
            return with(memo, other, content, passesFreeze, metadata);
        }

        public Header content(IdempotentRequest.@Nullable Digest digest) {
            return with(memo, counterparty, digest, passesFreeze, metadata);
        }

        /** It finishes what began before a freeze, or two of the staff decided it. */
        public Header passingFreeze() {
            return with(memo, counterparty, content, true, metadata);
        }

        public Header metadata(Map<String, String> facts) {
            return with(memo, counterparty, content, passesFreeze, facts);
        }

        private Header with(
                @Nullable String text,
                @Nullable UUID other,
                IdempotentRequest.@Nullable Digest digest,
                boolean passes,
                Map<String, String> facts) {
            return new Header(
                    id, owner, kind, amount, reference, text, other, digest, passes, facts);
        }
    }

    /**
     * Moves money: 2 to 100 legs that sum to zero in every asset.
     *
     * @param givesBack the posting it gives something of back, as a refund does; never more than
     *     that posting's amount in all
     * @param recounts the counters it moves instead of allowances of its own
     */
    record Post(
            Header header,
            List<Leg> legs,
            List<Allowance> allowances,
            @Nullable GivesBack givesBack,
            @Nullable Recount recounts)
            implements LedgerCommand {
        public Post {
            legs = List.copyOf(legs);
            allowances = List.copyOf(allowances);
            requireBalanced(legs);
            if (recounts != null && !allowances.isEmpty()) {
                throw new IllegalArgumentException("what counts again has no allowances");
            }
        }

        public Post(Header header, List<Leg> legs, List<Allowance> allowances) {
            this(header, legs, allowances, null);
        }

        public Post(
                Header header,
                List<Leg> legs,
                List<Allowance> allowances,
                @Nullable GivesBack givesBack) {
            this(header, legs, allowances, givesBack, null);
        }

        /** The same, moving the counters of an earlier operation too. */
        public Post recounting(Recount recount) {
            return new Post(header, legs, allowances, givesBack, recount);
        }
    }

    /**
     * Moves the very counters that an earlier operation of the same owner advanced, by what it
     * advanced them, whatever their period is now. No cap is asked: what it follows from has
     * happened.
     *
     * @param operation the hold or the posting that advanced them; one that advanced none moves
     *     none
     * @param back whether they are given back rather than advanced once more
     */
    record Recount(PostingId operation, boolean back) {}

    /**
     * What an earlier posting is given back of: refund, reversal, charge-back and dispute credit
     * count together.
     *
     * @param original the posting that took the money
     * @param originalOwner whose act that was
     * @param amount how much of it; in the original's asset
     * @param whole whether it reverses all of it, which nothing may have been given back of
     */
    record GivesBack(PostingId original, UUID originalOwner, Money amount, boolean whole) {
        public GivesBack {
            if (!amount.isPositive()) {
                throw new IllegalArgumentException("a positive amount is given back");
            }
        }
    }

    /**
     * Sets money aside under the command's id, which is the hold's id from then on.
     *
     * @param expiresAt from this booking time on it can only be given back; null when only its flow
     *     ends it
     */
    record Reserve(
            Header header,
            AccountRef account,
            String purpose,
            List<Allowance> allowances,
            @Nullable Instant expiresAt)
            implements LedgerCommand {
        public Reserve {
            allowances = List.copyOf(allowances);
            if (header.amount().asset() != account.asset()) {
                throw new IllegalArgumentException("a hold is of its account's asset");
            }
        }

        public Reserve(
                Header header, AccountRef account, String purpose, List<Allowance> allowances) {
            this(header, account, purpose, allowances, null);
        }
    }

    /**
     * Ends a hold by moving all or part of it: the held account is debited, the others are
     * credited, and the rest is given back with its share of the allowances.
     */
    record Capture(Header header, PostingId hold, AccountRef account, List<Leg> credits)
            implements LedgerCommand {
        public Capture {
            credits = List.copyOf(credits);
            if (credits.isEmpty() || credits.size() >= MOST_LEGS) {
                throw new IllegalArgumentException("a posting has 2 to 100 legs");
            }
            if (credits.stream().anyMatch(leg -> leg.amount().isNegative())) {
                throw new IllegalArgumentException("a capture credits others");
            }
            if (credits.stream().anyMatch(leg -> leg.account().asset() != account.asset())) {
                throw new IllegalArgumentException("a posting sums to zero");
            }
        }
    }

    /** Ends a hold by giving it back, with the allowances it advanced. */
    record Release(Header header, PostingId hold, AccountRef account) implements LedgerCommand {}

    /** Ends a hold whose time has come by giving it back, with the allowances it advanced. */
    record Expire(Header header, PostingId hold, AccountRef account) implements LedgerCommand {

        /** The one expiry of a hold, whoever thinks of it first: the ledger or the hold's flow. */
        public static Expire of(PostingId hold, AccountRef account, Money amount) {
            UUID owner = account.owner();
            Header header =
                    Header.of(
                            PostingId.of(owner, "hold.expire", hold.toString()),
                            owner,
                            "EXPIRY",
                            amount,
                            hold.toString());
            return new Expire(header.passingFreeze(), hold, account);
        }
    }

    /**
     * Closes an account that is at zero with nothing held. What arrives later for it goes to the
     * partition's returns account.
     */
    record Close(Header header, AccountRef account) implements LedgerCommand {
        public Close {
            if (account.purpose() == AccountRef.Purpose.RETURNS) {
                throw new IllegalArgumentException("what arrives late has to go somewhere");
            }
        }
    }

    /**
     * Records that the operation was refused by somebody above the ledger, so that a repeat hears
     * the same.
     */
    record Refuse(Header header, Problem problem) implements LedgerCommand {}

    private static void requireBalanced(List<Leg> legs) {
        if (legs.size() < 2 || legs.size() > MOST_LEGS) {
            throw new IllegalArgumentException("a posting has 2 to 100 legs");
        }
        Map<Asset, Long> sums = new EnumMap<>(Asset.class);
        for (Leg leg : legs) {
            sums.merge(leg.account().asset(), leg.amount().minor(), Math::addExact);
        }
        if (!sums.values().stream().allMatch(sum -> sum == 0)) {
            throw new IllegalArgumentException("a posting sums to zero");
        }
    }
}
