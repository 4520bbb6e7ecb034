package io.xiaohu.ledger.bench;

import io.xiaohu.kernel.ConsoleCommand;
import io.xiaohu.kernel.Figures;
import io.xiaohu.kernel.Keyring;
import io.xiaohu.kernel.Load;
import io.xiaohu.kernel.Load.Measured;
import io.xiaohu.ledger.Ledger;
import io.xiaohu.ledger.bench.People.Mix;
import io.xiaohu.ledger.jdbc.rows.LedgerJson;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.stereotype.Component;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code ./xiaohu bench ledger}: one transaction for each transfer, group commit, and the limit,
 * one after another on the same database. The last line is JSON.
 */
@Component
class LedgerBench implements ConsoleCommand {

    private static final int WRONG_WORDS = 2;
    private static final int MANY_CALLERS = 1_024;
    private static final int SOME_CALLERS = 64;
    private static final int BULK_CALLERS = 2;
    private static final long FULL_TRANSFERS = 5_000_000;

    private final Ledger ledger;
    private final OneByOneYardstick yardstick;
    private final LedgerJson ledgerJson;
    private final Keyring keyring;
    private final DataSourceProperties database;
    private final JsonMapper json;

    /** What can be asked for. */
    static final class Options {
        @Option(names = "--seconds", defaultValue = "15")
        private int seconds;

        @Option(names = "--accounts", defaultValue = "100000")
        private int accounts;

        @Option(names = "--rate", defaultValue = "0")
        private int rate;

        @Option(names = "--callers", defaultValue = "0")
        private int callers;

        @Option(names = "--full")
        private boolean full;

        @Option(names = "--as-second-process", hidden = true)
        private boolean secondProcess;
    }

    LedgerBench(
            Ledger ledger,
            OneByOneYardstick yardstick,
            LedgerJson ledgerJson,
            Keyring keyring,
            DataSourceProperties database,
            JsonMapper json) {
        this.ledger = ledger;
        this.yardstick = yardstick;
        this.ledgerJson = ledgerJson;
        this.keyring = keyring;
        this.database = database;
        this.json = json;
    }

    @Override
    public String name() {
        return "bench ledger";
    }

    @Override
    public int run(List<String> args, PrintStream out) {
        Options options = new Options();
        try {
            new CommandLine(options).parseArgs(args.toArray(String[]::new));
        } catch (CommandLine.ParameterException e) {
            out.println(
                    "Say: bench ledger [--seconds N] [--accounts N] [--rate N]"
                            + " [--callers N] [--full]: "
                            + e.getMessage());
            return WRONG_WORDS;
        }
        if (options.seconds < 1 || options.accounts < 2 || options.rate < 0) {
            out.println("Seconds are 1 or more, accounts 2 or more, a rate is positive.");
            return WRONG_WORDS;
        }
        try {
            Figures figures = new Figures();
            measure(options, figures, out);
            out.println(json.writeValueAsString(figures.rounded()));
            return 0;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void measure(Options options, Figures figures, PrintStream out) throws SQLException {
        Load load = new Load(options.seconds);
        People people = new People(keyring, options.accounts);
        if (options.secondProcess) {
            figures.put("tps", grouped(load, people, Mix.UNIFORM, MANY_CALLERS).aSecond());
            return;
        }
        out.println("settings      " + settings());
        out.println("accounts      " + options.accounts + ", each funded once");
        people.fund(ledger);
        if (options.rate > 0) {
            openLoop(options, people, figures, out);
            return;
        }
        if (options.callers > 0) {
            Measured group = grouped(load, people, Mix.UNIFORM, options.callers);
            print(out, "group commit, " + options.callers + " callers", group);
            figures.put("group_tps", group.aSecond());
            figures.put("p99_ms", group.p99Millis());
            return;
        }
        compare(load, options, people, figures, out);
        if (options.full) {
            new FullRun(ledger, load, people, out)
                    .run(FULL_TRANSFERS, database.determineUrl(), options.seconds, figures);
        }
    }

    private void compare(
            Load load, Options options, People people, Figures figures, PrintStream out)
            throws SQLException {
        Measured singleLone = yardstick.with(load, people, Mix.UNIFORM, 1);
        Measured lone = grouped(load, people, Mix.UNIFORM, 1);
        print(out, "one caller, one by one / group", singleLone, lone);
        Measured single = bestSingle(load, people, Mix.UNIFORM, out);
        Measured some = grouped(load, people, Mix.UNIFORM, SOME_CALLERS);
        Measured group = grouped(load, people, Mix.UNIFORM, MANY_CALLERS);
        print(out, "uniform, 64 / 1,024 callers", some, group);
        double copy = copy(people, options.seconds);
        out.printf(Locale.ROOT, "%-44s %,9.0f/s%n", "limit: COPY on one connection", copy);
        Measured singleHot = bestSingle(load, people, Mix.HALF_ON_ONE, out);
        Measured someHot = grouped(load, people, Mix.HALF_ON_ONE, SOME_CALLERS);
        Measured groupHot = grouped(load, people, Mix.HALF_ON_ONE, MANY_CALLERS);
        print(out, "half on one account, 64 / 1,024 callers", someHot, groupHot);
        double bulk = bulk(load, people);
        out.printf(Locale.ROOT, "%-44s %,9.0f/s%n", "bulk call of 10,000", bulk);
        figures.put("single_tps", single.aSecond());
        figures.put("group_tps", group.aSecond());
        figures.put("ratio", group.aSecond() / single.aSecond());
        figures.put("single_hot_tps", singleHot.aSecond());
        figures.put("group_hot_tps", groupHot.aSecond());
        figures.put("hot_ratio", groupHot.aSecond() / singleHot.aSecond());
        figures.put("p99_ms_64", some.p99Millis());
        figures.put("bulk_tps", bulk);
        figures.put("copy_tps", copy);
        figures.put("of_limit", group.aSecond() / copy);
        figures.put("lone_ms", lone.medianMillis());
        figures.put("single_lone_ms", singleLone.medianMillis());
    }

    private void openLoop(Options options, People people, Figures figures, PrintStream out) {
        Load load = new Load(options.seconds);
        load.closedLoop(SOME_CALLERS, () -> ledger.apply(people.transfer(Mix.UNIFORM)));
        Measured open =
                load.openLoop(options.rate, () -> ledger.apply(people.transfer(Mix.UNIFORM)));
        print(out, "open loop, " + options.rate + " a second", open);
        figures.put("rate", (double) options.rate);
        figures.put("done_tps", open.aSecond());
        figures.put("p50_ms", open.medianMillis());
        figures.put("p99_ms", open.p99Millis());
    }

    private Measured grouped(Load load, People people, Mix mix, int callers) {
        return load.closedLoop(callers, () -> ledger.apply(people.transfer(mix)));
    }

    private Measured bestSingle(Load load, People people, Mix mix, PrintStream out) {
        Measured best = new Measured(0, 0, 0);
        for (int sessions : OneByOneYardstick.CONNECTIONS) {
            Measured next = yardstick.with(load, people, mix, sessions);
            print(out, mix + ", one by one, " + sessions + " connections", next);
            best = next.aSecond() > best.aSecond() ? next : best;
        }
        return best;
    }

    private double bulk(Load load, People people) {
        Measured calls =
                load.closedLoop(
                        BULK_CALLERS,
                        () -> ledger.applyEach(people.transfers(Ledger.MOST_IN_BULK)));
        return calls.aSecond() * Ledger.MOST_IN_BULK;
    }

    private double copy(People people, int seconds) throws SQLException {
        try (Connection owner = ownerConnection()) {
            return new CopyLimit(ledgerJson, people).measure(owner, seconds);
        }
    }

    /** The database's settings that matter here, as they are. */
    private String settings() throws SQLException {
        try (Connection owner = ownerConnection();
                var statement = owner.createStatement();
                var row =
                        statement.executeQuery(
                                """
                                select string_agg(name || '=' || current_setting(name), ' ' order by name)
                                from pg_settings
                                where name in (
                                    'fsync', 'synchronous_commit', 'full_page_writes',
                                    'shared_buffers', 'max_wal_size', 'checkpoint_timeout',
                                    'wal_compression', 'server_version')
                                """)) {
            row.next();
            return row.getString(1);
        }
    }

    private Connection ownerConnection() throws SQLException {
        return DriverManager.getConnection(
                database.determineUrl(), database.getUsername(), database.getPassword());
    }

    private static void print(PrintStream out, String what, Measured... measured) {
        out.printf(Locale.ROOT, "%-44s", what);
        for (Measured one : measured) {
            out.printf(
                    Locale.ROOT,
                    " %,9.0f/s (p50 %.2f ms, p99 %.2f ms)",
                    one.aSecond(),
                    one.medianMillis(),
                    one.p99Millis());
        }
        out.println();
    }
}
