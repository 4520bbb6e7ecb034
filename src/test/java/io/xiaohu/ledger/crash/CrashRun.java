package io.xiaohu.ledger.crash;

import io.xiaohu.ledger.testing.LedgerDatabase;
import io.xiaohu.ledger.testing.LedgerInvariants;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * Kills a process under load, its PostgreSQL, or both, at random moments, and looks after each kill
 * whether all that was answered is there. In the end everything is sent once more from the
 * beginning, and each answer and each row has to be the model's.
 */
public final class CrashRun implements AutoCloseable {

    private static final int LANES = 6;

    private final Path folder;
    private final long seed;
    private final Random random;
    private final KillablePostgres postgres;
    private final LedgerDatabase database;
    private final Map<UUID, String> answered = new HashMap<>();
    private LoadProcess load;
    private int most;
    private int longest;
    private int kills;

    public CrashRun(Path folder, long seed) {
        this.folder = folder;
        this.seed = seed;
        this.random = new Random(seed);
        this.postgres = KillablePostgres.create(folder);
        this.database = LedgerDatabase.migrate(postgres.url());
        this.load = start(0);
    }

    /** Kills once: the process, its PostgreSQL, or both at the same time. */
    public void kill() {
        load.awaitAnswers(most + 20 + random.nextInt(120));
        switch (kills++ % 3) {
            case 0 -> {
                load.kill();
                lookAtAnswers();
                load = start(0);
            }
            case 1 -> {
                postgres.killAndRestart();
                lookAtAnswers();
                most = load.answers().size();
            }
            default -> {
                load.kill();
                postgres.killAndRestart();
                lookAtAnswers();
                load = start(0);
            }
        }
        LedgerInvariants.check(database);
    }

    /** Two processes send everything at the same time, all of it once more and a little more. */
    public String finish() {
        load.awaitAnswers(most + 1);
        load.kill();
        lookAtAnswers();
        int commands = longest + 20;
        try (LoadProcess other = start(commands);
                LoadProcess one = start(commands)) {
            one.awaitEnd();
            other.awaitEnd();
        }
        long entries = LedgerInvariants.check(database);
        return "seed %d: %d kills, %d answers kept, %d entries verified"
                .formatted(seed, kills, answered.size(), entries);
    }

    @Override
    public void close() {
        load.close();
        postgres.close();
    }

    private LoadProcess start(int commands) {
        return LoadProcess.start(folder, postgres.url(), seed, LANES, commands);
    }

    /** All that was ever answered is there, with the same outcome. */
    private void lookAtAnswers() {
        List<String> lines = load.answers();
        most = Math.max(most, lines.size());
        int[] ofLane = new int[LANES];
        for (String line : lines) {
            String[] words = line.split(" ");
            longest = Math.max(longest, ++ofLane[Integer.parseInt(words[0])]);
            if (!words[1].equals("-")) {
                answered.put(UUID.fromString(words[1]), words[2]);
            }
        }
        Map<UUID, String> found = new HashMap<>();
        try (Connection connection = database.open();
                PreparedStatement query =
                        connection.prepareStatement("select id, outcome from ledger.operation");
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                found.put(row.getObject(1, UUID.class), row.getString(2));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        answered.forEach((id, outcome) -> {
            if (!outcome.equals(found.get(id))) {
                throw new AssertionError(
                        "%s was answered as %s and is %s"
                                .formatted(id, outcome, found.getOrDefault(id, "lost")));
            }
        });
    }
}
