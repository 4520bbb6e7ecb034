package io.xiaohu.funding.reconciliation;

import io.xiaohu.funding.core.Flow;
import io.xiaohu.kernel.Asset;
import io.xiaohu.kernel.Money;
import io.xiaohu.ledger.AccountRef;
import io.xiaohu.ledger.LedgerCommand;
import io.xiaohu.ledger.Leg;
import io.xiaohu.ledger.PostingId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a difference's end posts when the flow's own postings do not: the clearing account becomes
 * what the channel says, the fees what it took, and what is left is the customer's or the house's.
 *
 * @param flow what it is about; null when nobody knows the order
 */
record DifferencePostings(Difference difference, @Nullable Flow flow) {

    /** Whose act it is: the customer's, or the house's when nobody knows the order. */
    UUID owner() {
        return flow == null ? suspense().owner() : flow.customer();
    }

    PostingId id(String step) {
        return PostingId.of(owner(), "reconciliation." + step, difference.id().toString());
    }

    /** What is left for the other side of clearing and fees: more or less for them. */
    Money counter() {
        return difference.amount().minus(difference.fee());
    }

    /** Whether the customer has to give something. */
    boolean takesFromCustomer() {
        return isCustomers() && counter().isNegative();
    }

    /** By how much what the customer has changes. */
    Money customerChange() {
        return isCustomers() ? counter() : Money.zero(Asset.CNY);
    }

    LedgerCommand posted() {
        List<Leg> legs = sides();
        if (!counter().isZero()) {
            legs.add(new Leg(isCustomers() ? wallet() : suspense(), counter()));
        }
        return command("end", legs);
    }

    /** As much as the wallet gives; the rest is owed. */
    LedgerCommand taken(String step, Money fromWallet) {
        List<Leg> legs = sides();
        Money owed = counter().negated().minus(fromWallet);
        if (!fromWallet.isZero()) {
            legs.add(new Leg(wallet(), fromWallet.negated()));
        }
        if (!owed.isZero()) {
            legs.add(new Leg(requireFlow().receivable(), owed.negated()));
        }
        return command(step, legs);
    }

    /** A fee they took beyond what the customer agreed to is the house's. */
    private boolean isCustomers() {
        if (flow == null || difference.ending() == Ending.WRITE_OFF) {
            return false;
        }
        return difference.ending() != Ending.CORRECT_FEE || difference.fee().isNegative();
    }

    private List<Leg> sides() {
        List<Leg> legs = new ArrayList<>();
        if (!difference.amount().isZero()) {
            legs.add(new Leg(clearing(), difference.amount().negated()));
        }
        if (!difference.fee().isZero()) {
            legs.add(new Leg(AccountRef.fees(near(), Asset.CNY), difference.fee()));
        }
        return legs;
    }

    private LedgerCommand command(String step, List<Leg> legs) {
        Money about =
                difference.amount().isZero() ? difference.fee().abs() : difference.amount().abs();
        return new LedgerCommand.Post(
                LedgerCommand.Header.of(
                                id(step),
                                owner(),
                                flow == null ? "RECONCILIATION" : flow.direction().name(),
                                about,
                                flow == null ? difference.order().toString() : flow.id().toString())
                        .passingFreeze()
                        .metadata(Map.of("difference", difference.id().toString())),
                legs,
                List.of());
    }

    private UUID near() {
        return flow == null ? difference.order() : flow.customer();
    }

    private AccountRef clearing() {
        return AccountRef.clearing(difference.channel(), near(), Asset.CNY);
    }

    private AccountRef suspense() {
        return AccountRef.suspense(near(), Asset.CNY);
    }

    private AccountRef wallet() {
        return requireFlow().wallet();
    }

    private Flow requireFlow() {
        if (flow == null) {
            throw new IllegalStateException("nobody knows whose " + difference.order() + " is");
        }
        return flow;
    }
}
