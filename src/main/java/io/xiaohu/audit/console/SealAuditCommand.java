package io.xiaohu.audit.console;

import io.xiaohu.audit.seal.HeadSealing;
import io.xiaohu.kernel.OperatorCommand;
import picocli.CommandLine.Command;

/** {@code audit seal}: signs where the trail ends now. */
@Command(name = "seal", description = "signs where the audit trail ends now")
public final class SealAuditCommand implements OperatorCommand {

    @Override
    public String group() {
        return "audit";
    }

    @Override
    public int run(Opened opened) {
        opened.out().printf("Signed up to line %,d.%n", opened.get(HeadSealing.class).seal());
        return 0;
    }
}
