package io.xiaohu.ledger.console;

import io.xiaohu.ledger.proof.verify.Verification;
import io.xiaohu.ledger.proof.verify.Verification.Report;
import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine.Command;
import tools.jackson.databind.node.ObjectNode;

/** {@code ledger verify}: walks everything and names the first break. */
@Command(name = "verify", description = "walks the whole ledger and names the first break")
public final class VerifyCommand extends LedgerConsole {

    @Override
    public int run(Opened opened) {
        Instant begun = Instant.now();
        Report report = opened.get(Verification.class).verify(opened.err());
        long millis = Duration.between(begun, Instant.now()).toMillis();
        if (asJson()) {
            print(json(report, millis), opened.out());
        } else if (report.ok()) {
            opened.out()
                    .printf(
                            "The ledger is whole: %,d postings, %,d entries, %,d accounts, %,d"
                                    + " seals.%n",
                            report.postings(), report.entries(), report.accounts(), report.seals());
        } else {
            opened.out().println(report.firstBreak());
        }
        if (report.sealsWithoutFile() > 0) {
            opened.err()
                    .printf(
                            "%d seals have no file in the data folder; copy them from where they"
                                    + " were made.%n",
                            report.sealsWithoutFile());
        }
        return report.ok() ? 0 : FOUND_WRONG;
    }

    private static ObjectNode json(Report report, long millis) {
        ObjectNode answer =
                JSON.createObjectNode()
                        .put("ok", report.ok())
                        .put("postings", report.postings())
                        .put("entries", report.entries())
                        .put("break", report.firstBreak())
                        .put("accounts", report.accounts())
                        .put("seals", report.seals())
                        .put("sealsWithoutFile", report.sealsWithoutFile())
                        .put("millis", millis);
        ObjectNode owned = answer.putObject("owned");
        report.owned().forEach(owned::put);
        return answer;
    }
}
