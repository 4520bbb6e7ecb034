package io.xiaohu.audit.console;

import io.xiaohu.audit.AuditCheck;
import io.xiaohu.kernel.OperatorCommand;
import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code audit verify}: walks the trail, compares it with the signed heads, names the first break.
 */
@Command(name = "verify", description = "walks the audit trail and names the first break")
public final class VerifyAuditCommand implements OperatorCommand {

    private static final int FOUND_WRONG = 1;

    @Option(names = "--json", description = "answer as JSON")
    private boolean json;

    @Override
    public String group() {
        return "audit";
    }

    @Override
    public int run(Opened opened) {
        Instant begun = Instant.now();
        AuditCheck.Report report = opened.get(AuditCheck.class).check();
        long millis = Duration.between(begun, Instant.now()).toMillis();
        if (json) {
            opened.out()
                    .println(
                            JsonMapper.shared()
                                    .createObjectNode()
                                    .put("ok", report.ok())
                                    .put("lines", report.lines())
                                    .put("break", report.firstBreak())
                                    .put("sealedHeads", report.sealedHeads())
                                    .put("sealedUpTo", report.sealedUpTo())
                                    .put("millis", millis)
                                    .toString());
        } else if (report.ok()) {
            opened.out()
                    .printf(
                            "The audit trail is whole: %,d lines, signed up to line %,d.%n",
                            report.lines(), report.sealedUpTo());
        } else {
            opened.out().println(report.firstBreak());
        }
        if (report.sealedHeads() == 0) {
            opened.err()
                    .println(
                            "There are no signed heads in the data folder: only what contradicts"
                                    + " itself can be found.");
        }
        return report.ok() ? 0 : FOUND_WRONG;
    }
}
