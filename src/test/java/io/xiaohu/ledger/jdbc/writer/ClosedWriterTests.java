package io.xiaohu.ledger.jdbc.writer;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.ledger.LedgerCommand;
import io.xiaohu.ledger.jdbc.rows.TestJson;
import io.xiaohu.ledger.testing.Town;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A writer that ends before it could do what waits. */
class ClosedWriterTests {

    private static final Duration LONG = Duration.ofMinutes(5);

    /** Nobody takes anything, as when the writers were interrupted. */
    private static final WriterSettings NOBODY =
            new WriterSettings(0, 5, 100, LONG, LONG, LONG, LONG, LONG);

    private final Town town = new Town();

    @Test
    void aBulkCallThatWaitsIsAnsweredWhenNobodyWillDoIt() {
        List<LedgerCommand> many = new ArrayList<>();
        for (int n = 0; n < 30; n++) {
            many.add(town.transfer("n" + n, town.alice, town.bob, 1));
        }
        GroupCommit writer =
                new GroupCommit(
                        new Connections("jdbc:none", new Properties(), "none"),
                        TestJson.create(),
                        NOBODY);
        CompletableFuture<List<Result>> call = new CompletableFuture<>();
        Thread caller = Thread.ofPlatform().start(() -> call.complete(writer.writeEach(many)));
        while (caller.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        writer.close();
        assertThat(call.orTimeout(10, TimeUnit.SECONDS).join())
                .hasSize(30)
                .allSatisfy(result -> assertThat(result).isInstanceOf(Result.Failed.class));
    }
}
