package io.xiaohu.wallet.bench;

import io.xiaohu.identity.DemoAccounts;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.ConsoleCommand;
import io.xiaohu.kernel.Languages;
import io.xiaohu.kernel.Phone;
import io.xiaohu.kernel.Role;
import io.xiaohu.staff.DemoAgents;
import io.xiaohu.support.ConversationRow;
import io.xiaohu.support.Conversations;
import io.xiaohu.support.Topic;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code ./xiaohu bench chat}: people with their wallets open and agents at their desks on two
 * server processes over one database, who write to each other while connections are cut at random
 * and one process is killed. The last line is JSON.
 */
@Component
@Profile("demo")
class ChatBench implements ConsoleCommand {

    private static final int WRONG_WORDS = 2;
    private static final int BATCH = 100;
    private static final int AT_ONCE = 8;
    private static final long CONNECT_EVERY_MILLIS = 10;
    private static final long CUT_EVERY_MILLIS = 100;
    private static final long LONGEST_CONNECTING_MILLIS = 300_000;
    private static final long LONGEST_WAIT_MILLIS = 60_000;
    private static final long LOOK_EVERY_MILLIS = 50;
    private static final long NANOS_A_SECOND = 1_000_000_000L;
    private static final String PASSWORD = "seldom-heard-of-load";

    private final DemoAccounts accounts;
    private final DemoAgents agents;
    private final Conversations conversations;
    private final DataSourceProperties database;
    private final Environment environment;
    private final JsonMapper json;

    /** What can be asked for. */
    static final class Options {
        @Option(names = "--seconds", defaultValue = "60")
        private int seconds;

        @Option(names = "--warm-up", defaultValue = "75")
        private int warmUp;

        @Option(names = "--wallets", defaultValue = "2000")
        private int wallets;

        @Option(names = "--agents", defaultValue = "40")
        private int agents;

        @Option(names = "--rate", defaultValue = "40")
        private int rate;
    }

    /** A conversation with the two who are in it. */
    private record Talk(UUID id, ChatClient wallet, ChatClient desk) {}

    ChatBench(
            DemoAccounts accounts,
            DemoAgents agents,
            Conversations conversations,
            DataSourceProperties database,
            Environment environment,
            JsonMapper json) {
        this.accounts = accounts;
        this.agents = agents;
        this.conversations = conversations;
        this.database = database;
        this.environment = environment;
        this.json = json;
    }

    @Override
    public String name() {
        return "bench chat";
    }

    @Override
    public int run(List<String> args, PrintStream out) {
        Options options = new Options();
        try {
            new CommandLine(options).parseArgs(args.toArray(String[]::new));
        } catch (CommandLine.ParameterException e) {
            out.println(
                    "Say: bench chat [--seconds N] [--wallets N] [--agents N] [--rate N]: "
                            + e.getMessage());
            return WRONG_WORDS;
        }
        if (Stream.of(options.seconds, options.wallets, options.agents, options.rate)
                .anyMatch(n -> n < 1)) {
            out.println("Seconds, wallets, agents and rate are 1 or more.");
            return WRONG_WORDS;
        }
        try {
            return measure(options, out);
        } catch (IOException | ExecutionException e) {
            throw new IllegalStateException("the talk could not be made", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private int measure(Options options, PrintStream out)
            throws IOException, ExecutionException, InterruptedException {
        int here = environment.getRequiredProperty("local.server.port", Integer.class);
        String folder = System.getProperty("xiaohu.bench.folder", "");
        try (Servers servers = Servers.start(here, database.determineUrl(), folder)) {
            out.println("servers       2 processes on one database");
            Reach reach = new Reach();
            List<Talk> talks = talks(options, servers, reach, out);
            List<ChatClient> clients =
                    Stream.concat(
                                    talks.stream().map(Talk::wallet),
                                    talks.stream().map(Talk::desk).distinct())
                            .toList();
            for (ChatClient client : clients) {
                Thread.ofVirtual().start(client);
                Thread.sleep(CONNECT_EVERY_MILLIS);
            }
            talks.stream()
                    .map(Talk::desk)
                    .distinct()
                    .forEach(desk -> Thread.ofVirtual().start(desk::beOpen));
            until(
                    LONGEST_CONNECTING_MILLIS,
                    () -> clients.stream().allMatch(ChatClient::isConnected));
            long connections = clients.stream().filter(ChatClient::isConnected).count();
            out.println("connections   " + connections + " open");
            Traffic traffic = traffic(options, servers, reach, talks, clients, out);
            until(LONGEST_WAIT_MILLIS, reach::complete);
            for (ChatClient client : clients) {
                client.end();
            }
            return report(reach.outcome(), traffic, connections, servers.complaints(), out);
        }
    }

    private record Traffic(long cuts, long kills, long sent) {}

    /** Lines at an even rate; connections are cut meanwhile, and in the middle a server. */
    private Traffic traffic(
            Options options,
            Servers servers,
            Reach reach,
            List<Talk> talks,
            List<ChatClient> clients,
            PrintStream out)
            throws InterruptedException, ExecutionException, IOException {
        List<Future<?>> writing = new ArrayList<>();
        long begun = System.nanoTime();
        long measured = begun + options.warmUp * NANOS_A_SECOND;
        long kill = measured + options.seconds * NANOS_A_SECOND / 2;
        long end = measured + options.seconds * NANOS_A_SECOND;
        long between = NANOS_A_SECOND / options.rate;
        long nextCut = measured;
        long cuts = 0;
        long kills = 0;
        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (long n = 0, due = begun; due < end; n++, due = begun + n * between) {
                sleepUntil(due);
                long now = System.nanoTime();
                if (kills == 0 && now >= kill) {
                    servers.killSecond();
                    kills++;
                    out.println("killed        the second process");
                }
                while (nextCut <= now) {
                    clients.get(ThreadLocalRandom.current().nextInt(clients.size())).cut();
                    cuts++;
                    nextCut += CUT_EVERY_MILLIS * 1_000_000;
                }
                Talk talk = talks.get(ThreadLocalRandom.current().nextInt(talks.size()));
                String clientId = "line-" + n;
                boolean fromWallet = n % 2 == 0;
                boolean timed = due >= measured;
                writing.add(writers.submit(() -> write(talk, fromWallet, clientId, timed, reach)));
            }
        }
        for (Future<?> one : writing) {
            one.get();
        }
        return new Traffic(cuts, kills, writing.size());
    }

    /** The line comes to both: to the other, and back to whoever wrote it. */
    private static Void write(
            Talk talk, boolean fromWallet, String clientId, boolean timed, Reach reach)
            throws InterruptedException {
        long sentAt = System.nanoTime();
        boolean wallet = talk.wallet().isConnected();
        boolean desk = talk.desk().isConnected();
        long seq = (fromWallet ? talk.wallet() : talk.desk()).write(talk.id(), clientId);
        reach.expect(talk.wallet(), talk.id(), seq, sentAt, wallet, timed);
        reach.expect(talk.desk(), talk.id(), seq, sentAt, desk, timed);
        return null;
    }

    private static void sleepUntil(long due) throws InterruptedException {
        long left = due - System.nanoTime();
        if (left > 0) {
            Thread.sleep(left / 1_000_000, (int) (left % 1_000_000));
        }
    }

    private interface Condition {
        boolean holds();
    }

    private static void until(long millis, Condition condition) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        while (!condition.holds() && System.nanoTime() < end) {
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
    }

    /** Everybody signed in, each wallet in a conversation that an agent has taken. */
    private List<Talk> talks(Options options, Servers servers, Reach reach, PrintStream out)
            throws ExecutionException, InterruptedException {
        List<DemoAgents.SignedIn> staff = agents.open(options.agents);
        List<ChatClient> desks =
                staff.stream()
                        .map(one ->
                                client(
                                        ChatClient.Side.DESK,
                                        one.token(),
                                        one.csrfToken(),
                                        servers,
                                        reach))
                        .toList();
        List<DemoAccounts.SignedIn> people = new ArrayList<>();
        for (int from = 0; from < options.wallets; from += BATCH) {
            people.addAll(
                    accounts.openSignedIn(
                            IntStream.range(from, Math.min(options.wallets, from + BATCH))
                                    .mapToObj(n -> new Phone("+86137%08d".formatted(n)))
                                    .toList(),
                            PASSWORD));
        }
        out.println("people        " + people.size() + " customers, " + staff.size() + " agents");
        try (ExecutorService openers = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<Talk>> opening = new ArrayList<>();
            for (int n = 0; n < people.size(); n++) {
                DemoAccounts.SignedIn person = people.get(n);
                int desk = n % staff.size();
                opening.add(
                        openers.submit(() -> {
                            ChatClient wallet =
                                    client(
                                            ChatClient.Side.WALLET,
                                            person.token(),
                                            person.csrfToken(),
                                            servers,
                                            reach);
                            return talk(person, wallet, staff.get(desk), desks.get(desk));
                        }));
            }
            List<Talk> talks = new ArrayList<>();
            for (Future<Talk> one : opening) {
                talks.add(one.get());
            }
            return talks;
        }
    }

    private Talk talk(
            DemoAccounts.SignedIn person,
            ChatClient wallet,
            DemoAgents.SignedIn agent,
            ChatClient desk) {
        Conversations.Opening question =
                new Conversations.Opening(Topic.OTHER, null, null, null, "你好");
        ConversationRow row =
                conversations.open(
                        new Conversations.Visitor(person.customer(), null),
                        question,
                        Languages.CHINESE);
        Caller.Staff claimer =
                new Caller.Staff(
                        agent.member().id(),
                        agent.member().id(),
                        agent.member().displayName(),
                        Set.of(Role.AGENT));
        ConversationRow taken = conversations.claim(claimer, row.id());
        wallet.follow(row.id(), taken.lastSeq());
        desk.follow(row.id(), taken.lastSeq());
        return new Talk(row.id(), wallet, desk);
    }

    private ChatClient client(
            ChatClient.Side side, String token, String csrf, Servers servers, Reach reach) {
        return new ChatClient(side, token, csrf, servers, reach, json);
    }

    private int report(
            Reach.Outcome outcome,
            Traffic traffic,
            long connections,
            long complaints,
            PrintStream out) {
        out.printf(
                Locale.ROOT,
                "delivery      %,d lines to two each: median %.1f ms, p99 %.1f ms%n",
                traffic.sent(),
                outcome.p50(),
                outcome.p99());
        out.printf(
                Locale.ROOT,
                "catching up   %,d that were missed: p99 %.0f ms after the cut, at most %.0f ms%n",
                outcome.caughtUp(),
                outcome.catchUpP99(),
                outcome.catchUpMost());
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("reach", outcome.reach());
        figures.put("expected", outcome.expected());
        figures.put("received", outcome.received());
        figures.put("duplicates", outcome.duplicates());
        figures.put("out_of_order", outcome.outOfOrder());
        figures.put("cuts", traffic.cuts());
        figures.put("kills", traffic.kills());
        figures.put("p50_ms", rounded(outcome.p50()));
        figures.put("p99_ms", rounded(outcome.p99()));
        figures.put("catchup_p99_ms", rounded(outcome.catchUpP99()));
        figures.put("connections", connections);
        figures.put("unexpected_answers", complaints);
        out.println(json.writeValueAsString(figures));
        return outcome.reach() == 1 && outcome.duplicates() == 0 ? 0 : 1;
    }

    private static double rounded(double millis) {
        return Math.round(millis * 100) / 100.0;
    }
}
