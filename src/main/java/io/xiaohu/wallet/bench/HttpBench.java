package io.xiaohu.wallet.bench;

import io.xiaohu.identity.DemoAccounts;
import io.xiaohu.kernel.ConsoleCommand;
import io.xiaohu.kernel.Load;
import io.xiaohu.kernel.Load.Measured;
import io.xiaohu.kernel.Phone;
import io.xiaohu.ledger.Yardstick;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code ./xiaohu bench http}: signed-in customers who pay each other over HTTP, everything on, and
 * then look at balance and bills; and, for comparing machines, what they would do one transaction
 * at a time. The last line is JSON.
 */
@Component
@Profile("demo")
class HttpBench implements ConsoleCommand {

    private static final int WRONG_WORDS = 2;

    private static final int DONE = 201;
    private static final int READ = 200;
    private static final int YARDSTICK_SECONDS = 5;
    private static final String PASSWORD = "seldom-heard-of-load";
    private static final String PIN = "735182";

    private final DemoAccounts accounts;
    private final Yardstick yardstick;
    private final Environment environment;
    private final JsonMapper json;

    /** What can be asked for. */
    static final class Options {
        @Option(names = "--seconds", defaultValue = "15")
        private int seconds;

        @Option(names = "--callers", defaultValue = "128")
        private int callers;

        /**
         * Before each phase. The way through a web server is long; until its compiler rests, that
         * takes a third of two processors.
         */
        @Option(names = "--warm-up", defaultValue = "20")
        private int warmUp;
    }

    /** A signed-in customer with a connection of their own. */
    private record Payer(Connection connection, String phone) {}

    HttpBench(
            DemoAccounts accounts, Yardstick yardstick, Environment environment, JsonMapper json) {
        this.accounts = accounts;
        this.yardstick = yardstick;
        this.environment = environment;
        this.json = json;
    }

    @Override
    public String name() {
        return "bench http";
    }

    @Override
    public int run(List<String> args, PrintStream out) {
        Options options = new Options();
        try {
            new CommandLine(options).parseArgs(args.toArray(String[]::new));
        } catch (CommandLine.ParameterException e) {
            out.println(
                    "Say: bench http [--seconds N] [--callers N] [--warm-up N]: " + e.getMessage());
            return WRONG_WORDS;
        }
        if (options.seconds < 1 || options.callers < 2 || options.warmUp < 0) {
            out.println("Seconds are 1 or more, callers 2 or more, and a warm-up is not negative.");
            return WRONG_WORDS;
        }
        try {
            measure(options, out);
            return 0;
        } catch (IOException e) {
            throw new IllegalStateException("the load could not be made", e);
        }
    }

    private void measure(Options options, PrintStream out) throws IOException {
        int port = environment.getRequiredProperty("local.server.port", Integer.class);
        out.println("customers     " + options.callers + ", each signed in, with PIN and money");
        List<Payer> payers = payers(port, options.callers);
        AtomicLong errors = new AtomicLong();
        AtomicLong keys = new AtomicLong();
        BlockingQueue<Payer> idle = new ArrayBlockingQueue<>(options.callers, false, payers);
        Load load = new Load(options.seconds, options.warmUp);
        Measured transfers =
                load.closedLoop(
                        options.callers,
                        () -> with(idle, payer -> pay(payer, payers, keys, errors)));
        print(out, "transfers", transfers);
        Measured reads =
                load.closedLoop(options.callers, () -> with(idle, payer -> look(payer, errors)));
        print(out, "reads", reads);
        for (Payer payer : payers) {
            payer.connection().close();
        }
        Measured single = yardstick.measure(YARDSTICK_SECONDS);
        print(out, "one by one", single);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("transfers_per_s", Math.round(transfers.aSecond()));
        figures.put("p50_ms", rounded(transfers.medianMillis()));
        figures.put("p99_ms", rounded(transfers.p99Millis()));
        figures.put("reads_per_s", Math.round(reads.aSecond()));
        figures.put("errors", errors.get());
        figures.put("single_per_s", Math.round(single.aSecond()));
        figures.put("transfers_of_single", rounded(transfers.aSecond() / single.aSecond()));
        figures.put("reads_of_single", rounded(reads.aSecond() / single.aSecond()));
        out.println(json.writeValueAsString(figures));
    }

    private interface Turn {
        void of(Payer payer) throws IOException;
    }

    /** As many callers as customers: whoever asks finds one whose connection is free. */
    private static void with(BlockingQueue<Payer> idle, Turn turn) throws Exception {
        Payer payer = idle.take();
        try {
            turn.of(payer);
        } finally {
            idle.add(payer);
        }
    }

    private static void pay(Payer payer, List<Payer> all, AtomicLong keys, AtomicLong errors)
            throws IOException {
        Payer payee = payer;
        while (payee == payer) {
            payee = all.get(ThreadLocalRandom.current().nextInt(all.size()));
        }
        String body =
                "{\"toPhone\":\"%s\",\"amount\":{\"amount\":\"0.01\",\"asset\":\"CNY\"},\"pin\":\"%s\"}"
                        .formatted(payee.phone(), PIN);
        String key = "load-" + keys.incrementAndGet();
        count(payer.connection().post("/api/v1/transfers", body, key), DONE, errors);
    }

    private static void look(Payer payer, AtomicLong errors) throws IOException {
        boolean balance = ThreadLocalRandom.current().nextBoolean();
        count(
                payer.connection().get(balance ? "/api/v1/balances" : "/api/v1/movements"),
                READ,
                errors);
    }

    private static void count(Connection.Answer answer, int wanted, AtomicLong errors) {
        if (answer.status() != wanted && errors.getAndIncrement() == 0) {
            System.err.println("first error: " + answer.status() + " " + answer.body());
        }
    }

    private List<Payer> payers(int port, int callers) throws IOException {
        List<Payer> payers = new ArrayList<>();
        for (int n = 0; n < callers; n++) {
            String phone = "137%08d".formatted(n);
            accounts.open(new Phone("+86" + phone), "load " + n, PASSWORD, PIN);
            Connection connection = new Connection(port);
            Connection.Answer in =
                    connection.post(
                            "/api/v1/sessions",
                            "{\"phone\":\"%s\",\"password\":\"%s\"}".formatted(phone, PASSWORD),
                            "sign-in-" + n);
            connection.csrfToken(json.readTree(in.body()).path("csrfToken").asString());
            Connection.Answer funded =
                    connection.post(
                            "/api/v1/top-ups",
                            "{\"channel\":\"sandbox\",\"amount\":{\"amount\":\"900.00\",\"asset\":\"CNY\"}}",
                            "fund-" + n);
            if (funded.status() != DONE) {
                throw new IllegalStateException("no money for the load: " + funded.body());
            }
            payers.add(new Payer(connection, phone));
        }
        return payers;
    }

    private static double rounded(double millis) {
        return Math.round(millis * 100) / 100.0;
    }

    private static void print(PrintStream out, String what, Measured measured) {
        out.printf(
                Locale.ROOT,
                "%-13s %,8.0f/s (p50 %.2f ms, p99 %.2f ms)%n",
                what,
                measured.aSecond(),
                measured.medianMillis(),
                measured.p99Millis());
    }
}
