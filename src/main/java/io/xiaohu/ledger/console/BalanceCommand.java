package io.xiaohu.ledger.console;

import io.xiaohu.kernel.OperatorMistake;
import io.xiaohu.ledger.AccountStatements;
import io.xiaohu.ledger.AccountStatements.Account;
import io.xiaohu.ledger.Balance;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code ledger balance}: what is in an account, now or at a moment. */
@Command(name = "balance", description = "what is in an account, now or at a moment")
public final class BalanceCommand extends LedgerConsole {

    @Mixin private WhichAccount which = new WhichAccount();

    @Option(
            names = "--at",
            paramLabel = "TIME",
            converter = Moment.class,
            description = "at this moment, everything booked up to it included")
    private @Nullable Instant at;

    @Override
    public int run(Opened opened) {
        AccountStatements statements = opened.get(AccountStatements.class);
        List<Account> accounts = which.all(statements);
        ObjectNode answer = JSON.createObjectNode();
        if (at != null) {
            answer.put("at", at.toString());
        }
        ArrayNode list = answer.putArray("accounts");
        for (Account account : accounts) {
            Balance balance = at == null ? account.balance() : balanceAt(statements, account, at);
            if (asJson()) {
                write(account, balance, list.addObject());
            } else {
                opened.out()
                        .printf(
                                "%s %s %s: %s (available %s, held %s)%s%n",
                                account.id(),
                                account.purpose(),
                                account.asset(),
                                balance.total().amount(),
                                balance.available().amount(),
                                balance.held().amount(),
                                marks(account));
            }
        }
        if (asJson()) {
            print(answer, opened.out());
        }
        return 0;
    }

    private static Balance balanceAt(AccountStatements statements, Account account, Instant at) {
        try {
            return statements.balanceAt(account, at);
        } catch (IllegalArgumentException notYet) {
            throw new OperatorMistake(at + " has not come yet.");
        }
    }

    private static void write(Account account, Balance balance, ObjectNode node) {
        node.put("account", account.id().toString())
                .put("owner", account.owner().toString())
                .put("purpose", account.purpose().name())
                .put("asset", account.asset().name())
                .put("total", balance.total().amount())
                .put("available", balance.available().amount())
                .put("held", balance.held().amount())
                .put("entries", account.entries())
                .put("frozen", account.frozen())
                .put("closed", account.closed());
    }

    private static String marks(Account account) {
        return (account.frozen() == null ? "" : ", frozen: " + account.frozen())
                + (account.closed() ? ", closed" : "");
    }
}
