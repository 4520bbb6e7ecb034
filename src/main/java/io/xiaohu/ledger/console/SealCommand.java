package io.xiaohu.ledger.console;

import io.xiaohu.kernel.OperatorMistake;
import io.xiaohu.ledger.core.Micros;
import io.xiaohu.ledger.proof.LedgerBehindItsSealException;
import io.xiaohu.ledger.proof.Seal;
import io.xiaohu.ledger.proof.Sealing;
import java.util.HexFormat;
import picocli.CommandLine.Command;

/** {@code ledger seal}: seals everything booked up to now. */
@Command(name = "seal", description = "seals everything booked up to now")
public final class SealCommand extends LedgerConsole {

    @Override
    public int run(Opened opened) {
        Sealing sealing = opened.get(Sealing.class);
        Seal seal;
        try {
            seal = sealing.seal();
        } catch (LedgerBehindItsSealException behind) {
            throw new OperatorMistake(String.valueOf(behind.getMessage()));
        }
        String upTo = Micros.toInstant(seal.horizonMicros()).toString();
        String root = HexFormat.of().formatHex(seal.root());
        if (asJson()) {
            print(
                    JSON.createObjectNode()
                            .put("number", seal.number())
                            .put("horizon", upTo)
                            .put("accounts", seal.accounts())
                            .put("root", root)
                            .put("publicKey", HexFormat.of().formatHex(seal.publicKey()))
                            .put("file", sealing.fileOf(seal)),
                    opened.out());
        } else {
            opened.out()
                    .printf(
                            "Seal %d covers %d accounts up to %s.%nroot %s%n%s%n",
                            seal.number(), seal.accounts(), upTo, root, sealing.fileOf(seal));
        }
        return 0;
    }
}
