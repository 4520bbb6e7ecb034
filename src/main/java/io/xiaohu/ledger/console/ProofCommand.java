package io.xiaohu.ledger.console;

import io.xiaohu.kernel.OperatorMistake;
import io.xiaohu.ledger.AccountStatements;
import io.xiaohu.ledger.StatementProofs;
import io.xiaohu.ledger.StatementProofs.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ledger proof}: writes a statement its owner can check without us. */
@Command(name = "proof", description = "writes a statement that can be checked offline")
public final class ProofCommand extends LedgerConsole {

    @Mixin private WhichAccount which = new WhichAccount();

    @Mixin private Period period = new Period();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "where to write it")
    private Path file = Path.of("");

    @Override
    public int run(Opened opened) {
        UUID account = which.one(opened.get(AccountStatements.class)).id();
        Result result =
                opened.get(StatementProofs.class).prove(account, period.from(), period.to());
        return switch (result) {
            case Result.Proven proven -> write(proven, opened);
            case Result.NothingToProve nothing ->
                    throw new OperatorMistake(
                            "The account had no entry when the ledger was sealed.");
            case Result.NotSealedYet notYet ->
                    throw new OperatorMistake(
                            notYet.upTo() == null
                                    ? "Nothing is sealed yet; run ledger seal first."
                                    : "The ledger is sealed up to "
                                            + notYet.upTo()
                                            + "; choose an earlier --to, or run ledger seal"
                                            + " first.");
            case Result.TooLong tooLong ->
                    throw new OperatorMistake(
                            "More than "
                                    + tooLong.most()
                                    + " entries would be in it; choose a shorter period.");
        };
    }

    private int write(Result.Proven proven, Opened opened) {
        try {
            Files.writeString(file, proven.json());
        } catch (IOException e) {
            throw new OperatorMistake("The file " + file + " cannot be written.");
        }
        if (asJson()) {
            print(
                    JSON.createObjectNode()
                            .put("file", file.toString())
                            .put("seal", proven.seal())
                            .put("entries", proven.entries()),
                    opened.out());
        } else {
            opened.out()
                    .printf(
                            "%s proves it under seal %d; ledger check-proof checks it.%n",
                            file, proven.seal());
        }
        return 0;
    }
}
