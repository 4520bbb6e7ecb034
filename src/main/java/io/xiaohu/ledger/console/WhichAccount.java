package io.xiaohu.ledger.console;

import io.xiaohu.kernel.Asset;
import io.xiaohu.kernel.OperatorMistake;
import io.xiaohu.ledger.AccountRef;
import io.xiaohu.ledger.AccountStatements;
import io.xiaohu.ledger.AccountStatements.Account;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** An account by its id, or by whose it is. */
final class WhichAccount {

    @Option(
            names = "--account",
            paramLabel = "ID",
            converter = Id.class,
            description = "the account's id")
    private @Nullable UUID account;

    @Option(
            names = "--customer",
            paramLabel = "ID",
            converter = Id.class,
            description = "whose accounts")
    private @Nullable UUID customer;

    @Option(
            names = "--asset",
            paramLabel = "CODE",
            description = "which of them: ${COMPLETION-CANDIDATES}")
    private @Nullable Asset asset;

    /** All accounts that are meant; at least one. */
    List<Account> all(AccountStatements statements) {
        if ((account == null) == (customer == null)) {
            throw new OperatorMistake("Say which account: either --account ID or --customer ID.");
        }
        if (account != null) {
            UUID id = account;
            return List.of(
                    statements
                            .account(id)
                            .orElseThrow(
                                    () -> new OperatorMistake("There is no account " + id + ".")));
        }
        UUID owner = customer == null ? new UUID(0, 0) : customer;
        List<Account> found =
                statements.accountsOf(owner).stream()
                        .filter(one -> asset == null || one.asset() == asset)
                        .toList();
        if (found.isEmpty()) {
            throw new OperatorMistake("There is no account of " + owner + ".");
        }
        return found;
    }

    /** The one that is meant: for a customer, the wallet. */
    Account one(AccountStatements statements) {
        List<Account> wallets =
                all(statements).stream()
                        .filter(found ->
                                account != null || found.purpose() == AccountRef.Purpose.WALLET)
                        .toList();
        if (wallets.size() != 1) {
            throw new OperatorMistake(
                    wallets.isEmpty()
                            ? "That owner has no wallet; say --account ID."
                            : "That customer has several wallets; say which --asset.");
        }
        return wallets.getFirst();
    }
}
