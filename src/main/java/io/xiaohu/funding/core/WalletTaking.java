package io.xiaohu.funding.core;

import io.xiaohu.kernel.Money;
import io.xiaohu.ledger.Balance;
import io.xiaohu.ledger.Ledger;
import io.xiaohu.ledger.LedgerCommand;
import io.xiaohu.ledger.Outcome;
import io.xiaohu.ledger.PostingId;
import io.xiaohu.ledger.Statements;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Takes from a wallet what it has and lets the rest be owed. */
@Component
public class WalletTaking {

    /** How often the wallet is asked for what it has; then all is owed. */
    private static final int TRIES = 4;

    private final Ledger ledger;
    private final Statements statements;

    WalletTaking(Ledger ledger, Statements statements) {
        this.ledger = ledger;
        this.statements = statements;
    }

    /** What is posted when the wallet gives so much of it. */
    public interface Posting {
        LedgerCommand of(String step, Money fromWallet);
    }

    /** The steps one taking may need, in their order. */
    static List<String> steps(String step) {
        return Stream.concat(
                        IntStream.range(0, TRIES).mapToObj(n -> step + "." + n),
                        Stream.of(step + ".owed"))
                .toList();
    }

    /**
     * Posts it, once however often it is called. Money may leave the wallet between looking and
     * posting. A try that the floor refuses is refused for good, so each has an id of its own; the
     * first that is posted is the one.
     *
     * @param ids gives the posting id of a step
     */
    public Outcome.Posted take(
            UUID customer,
            Money amount,
            String step,
            Function<String, PostingId> ids,
            Posting posting) {
        List<String> steps = steps(step);
        for (String one : steps) {
            Outcome known = ledger.find(ids.apply(one), null).orElse(null);
            Money fromWallet =
                    one.equals(steps.getLast())
                            ? Money.zero(amount.asset())
                            : takeable(customer, amount);
            Outcome outcome = known != null ? known : ledger.apply(posting.of(one, fromWallet));
            if (outcome instanceof Outcome.Posted posted) {
                return posted;
            }
        }
        throw new IllegalStateException("the ledger refused to take " + ids.apply(step));
    }

    private Money takeable(UUID customer, Money amount) {
        Money available =
                statements.balances(customer).stream()
                        .filter(balance -> balance.asset() == amount.asset())
                        .map(Balance::available)
                        .findFirst()
                        .orElse(Money.zero(amount.asset()));
        return available.compareTo(amount) < 0 ? available : amount;
    }
}
