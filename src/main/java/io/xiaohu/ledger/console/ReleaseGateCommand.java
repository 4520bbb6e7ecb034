package io.xiaohu.ledger.console;

import io.xiaohu.kernel.OperatorMistake;
import io.xiaohu.ledger.proof.OutgoingGate;
import io.xiaohu.ledger.proof.SealFiles;
import io.xiaohu.ledger.proof.SealTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ledger release-gate}: lets withdrawals go on, once two people have said so. */
@Command(
        name = "release-gate",
        description = "lets withdrawals go on after a restore, once two people have said so")
public final class ReleaseGateCommand extends LedgerConsole {

    @Option(
            names = "--by",
            paramLabel = "NAME",
            required = true,
            description = "who has reconciled the books with what happened outside")
    private String name = "";

    @Override
    public int run(Opened opened) {
        if (!name.matches("[\\p{L}\\p{N}._-]{2,40}")) {
            throw new OperatorMistake("--by takes one name, 2 to 40 letters or digits.");
        }
        OutgoingGate.Release release = opened.get(OutgoingGate.class).release(name);
        String sentence =
                switch (release) {
                    case NOT_CLOSED -> "The gate is open.";
                    case ANOTHER_IS_NEEDED -> "Now somebody else has to release it too.";
                    case OPEN -> {
                        opened.get(SealFiles.class).setAside(opened.get(SealTable.class).all());
                        yield "The gate is open; withdrawals go on.";
                    }
                };
        if (asJson()) {
            print(JSON.createObjectNode().put("result", release.name()), opened.out());
        } else {
            opened.out().println(sentence);
        }
        return 0;
    }
}
