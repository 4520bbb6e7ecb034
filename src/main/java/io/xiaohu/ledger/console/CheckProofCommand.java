package io.xiaohu.ledger.console;

import io.xiaohu.kernel.OperatorMistake;
import io.xiaohu.ledger.StatementCheck;
import io.xiaohu.ledger.StatementCheck.Broken;
import io.xiaohu.ledger.StatementCheck.Foreign;
import io.xiaohu.ledger.StatementCheck.Whole;
import io.xiaohu.ledger.proof.ProofCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** {@code ledger check-proof}: checks a proof with nothing but the file. */
@Command(name = "check-proof", description = "checks a statement's proof, without a database")
public final class CheckProofCommand extends LedgerConsole {

    @Parameters(paramLabel = "FILE", description = "the proof")
    private Path file = Path.of("");

    @Option(
            names = "--public-key",
            paramLabel = "HEX",
            description = "the key the seals are published under; other seals are refused")
    private @Nullable String publicKey;

    @Override
    public boolean needsDatabase() {
        return false;
    }

    @Override
    public int run(Opened opened) {
        StatementCheck result = withKey(ProofCheck.check(content()));
        if (asJson()) {
            print(json(result), opened.out());
        } else {
            opened.out().println(written(result));
        }
        return result instanceof Whole ? 0 : FOUND_WRONG;
    }

    private StatementCheck withKey(StatementCheck result) {
        String wanted = publicKey;
        if (wanted != null && !wanted.matches("[0-9a-fA-F]{64}")) {
            throw new OperatorMistake("--public-key takes 64 hexadecimal digits.");
        }
        boolean anothers =
                wanted != null
                        && result instanceof Whole whole
                        && !whole.publicKey().equals(wanted.toLowerCase(Locale.ROOT));
        return anothers ? new Broken("The proof holds, but another key signed its seal.") : result;
    }

    private String content() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new OperatorMistake("The file " + file + " cannot be read.");
        }
    }

    private String written(StatementCheck result) {
        return switch (result) {
            case Broken broken -> broken.sentence();
            case Foreign foreign -> foreign.sentence();
            case Whole whole ->
                    """
                    The proof holds.
                    account   %s of %s
                    period    %s to %s
                    opening   %s
                    closing   %s
                    entries   %d
                    seal      %d, everything booked up to %s
                    signed by %s%s\
                    """
                            .formatted(
                                    whole.account(),
                                    whole.owner(),
                                    whole.from(),
                                    whole.to(),
                                    whole.opening(),
                                    whole.closing(),
                                    whole.entries(),
                                    whole.seal(),
                                    whole.sealedUpTo(),
                                    whole.publicKey(),
                                    publicKey == null
                                            ? "\nCompare this key with the published one."
                                            : "");
        };
    }

    private static ObjectNode json(StatementCheck result) {
        ObjectNode answer = JSON.createObjectNode().put("ok", result instanceof Whole);
        return switch (result) {
            case Broken broken -> answer.put("break", broken.sentence());
            case Foreign foreign -> answer.put("break", foreign.sentence());
            case Whole whole ->
                    answer.putNull("break")
                            .put("account", whole.account().toString())
                            .put("owner", whole.owner().toString())
                            .put("asset", whole.closing().asset().name())
                            .put("from", whole.from().toString())
                            .put("to", whole.to().toString())
                            .put("opening", whole.opening().amount())
                            .put("closing", whole.closing().amount())
                            .put("entries", whole.entries())
                            .put("seal", whole.seal())
                            .put("sealedUpTo", whole.sealedUpTo().toString())
                            .put("publicKey", whole.publicKey());
        };
    }
}
