package io.xiaohu.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.kernel.Written;
import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.TestCustomer;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Banks at their worst and a server that is killed meanwhile: they lose orders, hide answers, call
 * back late, doubled, out of order and with lies. In the end every flow is final, the books agree
 * with the banks to the cent, and every contradiction is listed. Then their statements are
 * imported: nothing differs but the contradictions. {@code -Dchaos.flows=2000} makes a long run of
 * it, {@code -Dchaos.seed} repeats its choices.
 */
class ChannelChaosTests {

    private static final int FLOWS = Integer.getInteger("chaos.flows", 150);
    private static final long SEED = Long.getLong("chaos.seed", new Random().nextLong(1L << 40));
    private static final int FLOWS_A_KILL = Math.max(100, FLOWS / 8);
    private static final int CUSTOMERS = 8;
    private static final String CARD = "6222020000000000000";
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Pattern PASSWORD = Pattern.compile("staff-password: (\\S+)");

    @TempDir private Path folder = Path.of("");

    @Test
    void whateverTheBanksDoAndHoweverOftenTheServerDiesEveryFlowEndsAndTheBooksAgree()
            throws Exception {
        int port = RealProcess.freePort();
        RealProcess server = start(port);
        List<TestCustomer> customers = new ArrayList<>();
        for (int i = 0; i < CUSTOMERS; i++) {
            customers.add(TestCustomer.register(port).withPin().withMoney("1000.00"));
        }
        steer(port, password(server), "sandbox", "0.00");
        steer(port, password(server), "sandbox-b", "0.10");
        Instant began = Instant.now();
        AtomicInteger posted = new AtomicInteger();
        int kills = 0;
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int caller = 0; caller < CUSTOMERS; caller++) {
                int number = caller;
                TestCustomer customer = customers.get(caller);
                all.add(callers.submit(() -> postAll(customer, number, posted)));
            }
            while (all.stream().anyMatch(one -> !one.isDone())) {
                if (posted.get() >= (kills + 1) * FLOWS_A_KILL) {
                    server.kill();
                    server = start(port);
                    kills++;
                }
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
        try (ChaosBooks books = ChaosBooks.open(folder)) {
            Instant limit = Instant.now().plus(PATIENCE);
            while (books.underWay() > 0 || books.callbacksToCome() > 0) {
                assertThat(Instant.now()).as("seed %d, %s", SEED, books).isBefore(limit);
                LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            }
            System.out.printf(
                    Locale.ROOT,
                    "chaos: %d flows, %d kills, %d s, seed %d: %s%n",
                    posted.get(),
                    kills,
                    Duration.between(began, Instant.now()).toSeconds(),
                    SEED,
                    books);
            assertThat(kills).isPositive();
            books.assertThatTheyAgreeWithTheBanks();
            reconcile(port, password(server), began, books);
            System.out.println("chaos: reconciled, " + books.reconciled());
            books.assertThatOnlyContradictionsAreOpen();
        } finally {
            server.close();
        }
    }

    /** One customer's share, one after the other; a call is repeated until it has an answer. */
    private static void postAll(TestCustomer customer, int number, AtomicInteger posted) {
        Random random = new Random(SEED + number);
        for (int n = number; n < FLOWS; n += CUSTOMERS) {
            String channel = random.nextBoolean() ? "sandbox" : "sandbox-b";
            String amount = "%d.%02d".formatted(1 + random.nextInt(4), random.nextInt(100));
            boolean in = random.nextInt(5) < 3;
            String body =
                    in
                            ? """
                            {"channel":"%s","amount":{"amount":"%s","asset":"CNY"}}\
                            """
                                    .formatted(channel, amount)
                            : """
                            {"channel":"%s","destination":"%s","pin":"%s",\
                            "amount":{"amount":"%s","asset":"CNY"}}\
                            """
                                    .formatted(channel, CARD, TestCustomer.PIN, amount);
            String path = in ? "/api/v1/top-ups" : "/api/v1/withdrawals";
            postUntilAnswered(customer.api(), path, body, "chaos-" + SEED + "-" + n);
            posted.incrementAndGet();
        }
    }

    private static void postUntilAnswered(ApiCaller api, String path, String body, String key) {
        Instant limit = Instant.now().plus(PATIENCE);
        while (true) {
            try {
                ApiCaller.Answer answer = api.post(path, body, key);
                if (answer.status() == 201) {
                    return;
                }
                assertThat(answer.status()).as(answer.text()).isGreaterThanOrEqualTo(500);
            } catch (UncheckedIOException away) {
                assertThat(Instant.now()).isBefore(limit);
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    /** Imports the statements of every day the run touched, and waits until all are compared. */
    private static void reconcile(int port, String password, Instant began, ChaosBooks books) {
        ApiCaller finance = finance(port, password);
        LocalDate last = LocalDate.ofInstant(Instant.now(), Written.ZONE);
        for (LocalDate day = LocalDate.ofInstant(began, Written.ZONE);
                !day.isAfter(last);
                day = day.plusDays(1)) {
            for (String channel : List.of("sandbox", "sandbox-b")) {
                ApiCaller.Answer asked =
                        finance.post(
                                "/api/v1/desk/reconciliation/imports",
                                "{\"channel\":\"%s\",\"day\":\"%s\"}".formatted(channel, day));
                assertThat(asked.status()).as(asked.text()).isEqualTo(202);
            }
        }
        Instant limit = Instant.now().plus(PATIENCE);
        while (books.importsToCome() > 0) {
            assertThat(Instant.now()).as("imports to come").isBefore(limit);
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }

    private static ApiCaller finance(int port, String password) {
        ApiCaller finance = new ApiCaller(port);
        finance.post(
                "/api/v1/desk/sessions",
                "{\"username\":\"finance\",\"password\":\"%s\"}".formatted(password));
        return finance;
    }

    private static void steer(int port, String password, String channel, String fee) {
        ApiCaller finance = finance(port, password);
        ApiCaller.Answer steered =
                finance.put(
                        "/api/v1/desk/sandbox/" + channel,
                        """
                        {"mode":"CHAOS","fee":{"amount":"%s","asset":"CNY"},"statement":"RIGHT"}\
                        """
                                .formatted(fee));
        assertThat(steered.status()).as(steered.text()).isEqualTo(200);
    }

    private static String password(RealProcess server) {
        Matcher found = PASSWORD.matcher(server.output());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private RealProcess start(int port) {
        return RealProcess.start(
                        folder,
                        Map.of(),
                        "run",
                        "--demo",
                        "--port",
                        Integer.toString(port),
                        "--data",
                        folder.resolve("data").toString())
                .ready();
    }
}
