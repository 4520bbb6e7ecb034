package io.xiaohu.ledger.console;

import io.xiaohu.kernel.OperatorMistake;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** From a moment on, and before another. */
final class Period {

    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = Moment.class,
            description = "from this moment on (default the beginning)")
    private @Nullable Instant from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            converter = Moment.class,
            description = "before this moment (default the end)")
    private @Nullable Instant to;

    @Nullable Instant from() {
        check();
        return from;
    }

    @Nullable Instant to() {
        check();
        return to;
    }

    Instant beginning() {
        Instant first = from();
        return first == null ? Instant.EPOCH : first;
    }

    Instant end() {
        Instant last = to();
        return last == null ? LATEST : last;
    }

    private void check() {
        if (from != null && to != null && !from.isBefore(to)) {
            throw new OperatorMistake("--from has to be before --to.");
        }
    }
}
