package io.xiaohu.ledger.crash;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.xiaohu.ledger.faults.PatientCaller;
import io.xiaohu.ledger.jdbc.TestLedger;
import io.xiaohu.ledger.jdbc.writer.WriterSettings;
import io.xiaohu.ledger.model.FinalState;
import io.xiaohu.ledger.model.Lane;
import io.xiaohu.ledger.model.LaneTarget;
import io.xiaohu.ledger.model.Mix;
import io.xiaohu.ledger.testing.LedgerDatabase;
import io.xiaohu.testing.AtOnce;
import java.io.FileWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * The process that is killed: lanes of people send commands and write down each answer at once. The
 * same seed gives the same commands, so the next process begins from the beginning, and everything
 * that was answered before has to be answered the same way again.
 */
public final class CrashLoad {

    private static final WriterSettings SETTINGS =
            new WriterSettings(
                    2,
                    100,
                    1_000,
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(4),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(2));

    private CrashLoad() {}

    /** Database, file for answers, seed, number of lanes, commands for each (0: without end). */
    public static void main(String[] arguments) throws Exception {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        LedgerDatabase database = LedgerDatabase.existing(arguments[0]);
        long seed = Long.parseLong(arguments[2]);
        int count = Integer.parseInt(arguments[3]);
        int commands = Integer.parseInt(arguments[4]);
        try (TestLedger ledger = TestLedger.open(database, SETTINGS);
                Writer answers = new FileWriter(arguments[1], StandardCharsets.UTF_8, true)) {
            List<Lane> lanes = new ArrayList<>();
            for (int n = 0; n < count; n++) {
                LaneTarget caller =
                        new PatientCaller(List.of(ledger::ledger), database, seed + n, 0);
                int lane = n;
                lanes.add(
                        new Lane(
                                seed,
                                "lane " + n,
                                Mix.REPLAYED,
                                new NotedAnswers(caller, line -> note(answers, lane, line))));
            }
            AtOnce.times(
                    count,
                    n -> {
                        do {
                            lanes.get(n).run(1);
                        } while (commands == 0 || lanes.get(n).steps() < commands);
                        return true;
                    });
            FinalState end = new FinalState();
            lanes.forEach(lane -> end.add(lane, database));
            end.compareShared(database);
        } catch (RuntimeException | AssertionError wrong) {
            wrong.printStackTrace(System.out);
            System.exit(3);
        }
        System.exit(0);
    }

    /** One line, handed to the operating system before anything else is sent. */
    private static void note(Writer answers, int lane, String line) {
        try {
            synchronized (answers) {
                answers.write(lane + " " + line + "\n");
                answers.flush();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
