package io.xiaohu.ledger;

import io.xiaohu.kernel.IdempotentRequest;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the ledger can be asked to do. Each is done whole or refused whole, once for its id. */
public sealed interface LedgerCommand {

    Header header();

    /**
     * What every command says about itself.
     *
     * @param owner whose act it is; the owner's account lock serialises it
     * @param kind what it is to a reader of the statement, such as TRANSFER
     * @param amount what it is about, positive
     * @param reference what it belongs to: a flow's id, or the posting's own
     * @param counterparty the other person, when there is one
     * @param content decides whether a repeat is the same; a step of a flow, whose id says all, has
     *     none
     * @param passesFreeze whether it finishes what began before a freeze
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
            boolean passesFreeze) {}

    /** Moves money: 2 to 100 legs that sum to zero in every asset. */
    record Post(Header header, List<Leg> legs, List<Allowance> allowances)
            implements LedgerCommand {
        public Post {
            legs = List.copyOf(legs);
            allowances = List.copyOf(allowances);
            requireBalanced(legs);
        }
    }

    /** Sets money aside under the command's id, which is the hold's id from then on. */
    record Reserve(Header header, AccountRef account, String purpose, List<Allowance> allowances)
            implements LedgerCommand {
        public Reserve {
            allowances = List.copyOf(allowances);
        }
    }

    /** Ends a hold by moving all of it: the held account is debited, the others are credited. */
    record Capture(Header header, PostingId hold, AccountRef account, List<Leg> credits)
            implements LedgerCommand {
        public Capture {
            credits = List.copyOf(credits);
        }
    }

    /** Ends a hold by giving it back, with the allowances it advanced. */
    record Release(Header header, PostingId hold, AccountRef account) implements LedgerCommand {}

    /**
     * Records that the operation was refused by somebody above the ledger, so that a repeat hears
     * the same.
     */
    record Refuse(Header header, Problem problem) implements LedgerCommand {}

    private static void requireBalanced(List<Leg> legs) {
        if (legs.size() < 2 || legs.size() > 100) {
            throw new IllegalArgumentException("a posting has 2 to 100 legs");
        }
        Map<Object, Money> sums = new HashMap<>();
        for (Leg leg : legs) {
            sums.merge(leg.account().asset(), leg.amount(), Money::plus);
        }
        if (!sums.values().stream().allMatch(Money::isZero)) {
            throw new IllegalArgumentException("a posting sums to zero");
        }
    }
}
