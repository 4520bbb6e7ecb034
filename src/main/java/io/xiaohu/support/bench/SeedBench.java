package io.xiaohu.support.bench;

import io.xiaohu.identity.DemoAccounts;
import io.xiaohu.kernel.ConsoleCommand;
import io.xiaohu.kernel.Load;
import io.xiaohu.kernel.Load.Measured;
import io.xiaohu.kernel.Phone;
import io.xiaohu.kernel.Role;
import io.xiaohu.staff.StaffMember;
import io.xiaohu.staff.StaffMembers;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code ./xiaohu bench seed}: fills a database with conversations, unless that was done before,
 * and measures inbox, search and the customer's view over HTTP. The last line is JSON.
 */
@Component
@Profile("demo")
class SeedBench implements ConsoleCommand {

    private static final int WRONG_WORDS = 2;
    private static final int WARM_UP_SECONDS = 10;
    private static final int PEOPLE = 40;
    private static final int TOP_UPS = 8;
    private static final String PASSWORD = "seldom-heard-of-seed";
    private static final String DESK = "/api/v1/desk/";

    private final DemoAccounts accounts;
    private final StaffMembers staff;
    private final DataSourceProperties database;
    private final Environment environment;
    private final JdbcClient sql;
    private final JsonMapper json;

    /** What can be asked for. */
    static final class Options {
        @Option(names = "--conversations", defaultValue = "1000000")
        private int conversations;

        @Option(names = "--messages", defaultValue = "10000000")
        private long messages;

        @Option(names = "--seconds", defaultValue = "20")
        private int seconds;

        @Option(names = "--rate", defaultValue = "20")
        private int rate;
    }

    SeedBench(
            DemoAccounts accounts,
            StaffMembers staff,
            DataSourceProperties database,
            Environment environment,
            JdbcClient sql,
            JsonMapper json) {
        this.accounts = accounts;
        this.staff = staff;
        this.database = database;
        this.environment = environment;
        this.sql = sql;
        this.json = json;
    }

    @Override
    public String name() {
        return "bench seed";
    }

    @Override
    public int run(List<String> args, PrintStream out) {
        Options options = new Options();
        try {
            new CommandLine(options).parseArgs(args.toArray(String[]::new));
        } catch (CommandLine.ParameterException e) {
            out.println(
                    "Say: bench seed [--conversations N] [--messages M] [--seconds N] [--rate N]: "
                            + e.getMessage());
            return WRONG_WORDS;
        }
        if (options.conversations < 1
                || options.messages < 2L * options.conversations
                || options.seconds < 1
                || options.rate < 1) {
            out.println("A conversation has two messages or more; all else is 1 or more.");
            return WRONG_WORDS;
        }
        try {
            seedAndMeasure(options, out);
            return 0;
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("the load could not be made", e);
        }
    }

    private void seedAndMeasure(Options options, PrintStream out) throws IOException, SQLException {
        int port = environment.getRequiredProperty("local.server.port", Integer.class);
        HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        List<UUID> people = people();
        StaffMember agent =
                staff.withAnyOf(Set.of(Role.AGENT)).stream()
                        .filter(member -> member.username().equals("agent"))
                        .findFirst()
                        .orElseThrow();
        if (count("select count(*) from (select from support.conversation limit 1) as one") == 0) {
            topUp(http, port);
            try (Connection owner = owner()) {
                new Seeder(people, agent.id(), agent.displayName())
                        .fill(owner, options.conversations, options.messages, out);
            }
        }
        DeskLoad desk = new DeskLoad(http, json, port);
        desk.signIn(
                DESK + "sessions",
                "{\"username\":\"agent\",\"password\":\"%s\"}"
                        .formatted(environment.getRequiredProperty("xiaohu.demo.staff-password")));
        measure(options, desk, people, out);
    }

    private void measure(Options options, DeskLoad desk, List<UUID> people, PrintStream out)
            throws IOException {
        SplittableRandom seeds = new SplittableRandom();
        SeedTexts texts = new SeedTexts();
        AtomicLong turn = new AtomicLong();
        List<String> boxes = List.of("all", "due", "waiting", "mine", "closed");
        Measured inbox =
                measured(
                        options,
                        out,
                        "inbox",
                        () -> {
                            int which = (int) (turn.getAndIncrement() % boxes.size());
                            desk.get(DESK + "conversations?box=" + boxes.get(which));
                        });
        Map<String, Measured> searches = new LinkedHashMap<>();
        searches.put("rare word", search(options, out, desk, "rare word", seeds, texts::rare));
        searches.put("common", search(options, out, desk, "common word", seeds, texts::common));
        searches.put(
                "two",
                search(
                        options,
                        out,
                        desk,
                        "two words",
                        seeds,
                        random -> texts.common(random) + " " + texts.word(random)));
        searches.put(
                "none",
                search(
                        options,
                        out,
                        desk,
                        "no hit",
                        seeds,
                        random -> texts.rare(random) + texts.rare(random)));
        for (UUID id : people) {
            desk.post(DESK + "customers/" + id + "/looks", "{\"reason\":\"measuring\"}");
        }
        Measured customer =
                measured(
                        options,
                        out,
                        "customer",
                        () -> {
                            UUID id = people.get((int) (turn.getAndIncrement() % people.size()));
                            desk.get(DESK + "customers/" + id);
                        });
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("conversations", count("select count(*) from support.conversation"));
        figures.put("messages", count("select count(*) from support.message"));
        figures.put("inbox_p99_ms", rounded(inbox.p99Millis()));
        figures.put(
                "search_p99_ms",
                rounded(
                        searches.values().stream()
                                .mapToDouble(Measured::p99Millis)
                                .max()
                                .orElseThrow()));
        figures.put("customer_p99_ms", rounded(customer.p99Millis()));
        out.println(json.writeValueAsString(figures));
    }

    private interface Looked {
        String words(SplittableRandom random);
    }

    private static Measured search(
            Options options,
            PrintStream out,
            DeskLoad desk,
            String what,
            SplittableRandom seeds,
            Looked looked) {
        return measured(
                options,
                out,
                what,
                () -> {
                    SplittableRandom random;
                    synchronized (seeds) {
                        random = seeds.split();
                    }
                    desk.get(
                            DESK
                                    + "conversation-search?q="
                                    + DeskLoad.encoded(looked.words(random)));
                });
    }

    /** As many a second as asked for, whether or not earlier ones are done. */
    private static Measured measured(Options options, PrintStream out, String what, Load.Act act) {
        new Load(WARM_UP_SECONDS).openLoop(options.rate, act);
        Measured measured = new Load(options.seconds).openLoop(options.rate, act);
        out.printf(
                Locale.ROOT,
                "%-13s p50 %.2f ms, p99 %.2f ms%n",
                what,
                measured.medianMillis(),
                measured.p99Millis());
        return measured;
    }

    private List<UUID> people() {
        List<UUID> people = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            people.add(accounts.open(phone(i), "陈 " + i, PASSWORD, "735182").id());
        }
        return people;
    }

    private static Phone phone(int i) {
        return new Phone("+86137%08d".formatted(i));
    }

    private void topUp(HttpClient http, int port) throws IOException {
        for (int i = 0; i < PEOPLE; i++) {
            DeskLoad customer = new DeskLoad(http, json, port);
            customer.signIn(
                    "/api/v1/sessions",
                    "{\"phone\":\"137%08d\",\"password\":\"%s\"}".formatted(i, PASSWORD));
            for (int n = 0; n < TOP_UPS; n++) {
                customer.post(
                        "/api/v1/top-ups",
                        "{\"channel\":\"sandbox\",\"amount\":{\"amount\":\"50.00\",\"asset\":\"CNY\"}}");
            }
        }
    }

    private Connection owner() throws SQLException {
        return DriverManager.getConnection(
                database.determineUrl(), database.getUsername(), database.getPassword());
    }

    private long count(String statement) {
        return sql.sql(statement).query(Long.class).single();
    }

    private static double rounded(double millis) {
        return Math.round(millis * 100) / 100.0;
    }
}
