package io.xiaohu.support.bench;

import io.xiaohu.support.Topic;
import io.xiaohu.support.levels.Priority;
import io.xiaohu.support.search.SearchIndex;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/**
 * Fills an empty database with conversations by COPY, as the database's owner: constraints between
 * tables are not checked row by row, and the index of all words is built at the end.
 */
final class Seeder {

    private static final int CHUNK = 10_000;
    private static final long SEED = 7L;
    private static final long TWO_YEARS_MILLIS = 730L * 24 * 3_600_000;

    /** One of so many is not over. */
    private static final int OPEN_OF = 100;

    private static final int STRANGERS = 200_000;
    private static final int BUFFER = 1 << 16;

    private static final String BEFORE =
            """
            set session_replication_role = replica;
            set maintenance_work_mem = '1GB';
            set synchronous_commit = off;
            drop index support.search_line_terms
            """;

    private static final String AFTER =
            """
            create index search_line_terms on support.search_line using gin (terms)
                with (fastupdate = off);
            update support.search_backfill set finished_at = now();
            insert into support.service_clock (
                conversation_id, kind, number, topic, priority, calendar, calendar_version,
                target_seconds, warn_percent, started_at, running_since, due_at, warn_at,
                stopped_at, met)
            select id, 'FIRST', 1, topic, 'NORMAL', 'DEFAULT', 1, 600, 75, opened_at,
                case when state = 'WAITING' then now() end,
                case when state = 'WAITING' then now() + interval '9 hours' end,
                case when state = 'WAITING' then now() + interval '8 hours' end,
                case when state <> 'WAITING' then last_at end,
                case when state <> 'WAITING' then true end
            from support.conversation
            """;

    private static final List<String> SETTLE =
            List.of(
                    "vacuum analyze support.conversation",
                    "vacuum analyze support.message",
                    "vacuum analyze support.search_line",
                    "vacuum analyze support.service_clock");

    private static final String CONVERSATIONS =
            """
            copy support.conversation (
                id, customer_id, guest_hash, topic, state, claimed_by, claimed_name, last_seq,
                customer_seq, last_text, customer_read, staff_read, opened_at, last_at,
                waiting_since, first_answer_at, closed_at, claimed_at, priority)
            from stdin
            """;

    private static final String MESSAGES =
            """
            copy support.message (
                conversation_id, seq, id, author, author_id, author_name, client_id, internal,
                content, at)
            from stdin
            """;

    private static final String LINES =
            "copy support.search_line (n, conversation_id, seq, at, terms) from stdin";

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final SeedTexts texts = new SeedTexts();
    private final Topic[] topics = Topic.values();
    private final List<UUID> people;
    private final UUID agent;
    private final String agentName;
    private final UUID[] agents = new UUID[40];
    private long n;

    /**
     * @param people customers with accounts, who have every tenth conversation and all open ones
     * @param agent who has one of forty of the open ones
     */
    Seeder(List<UUID> people, UUID agent, String agentName) {
        this.people = people;
        this.agent = agent;
        this.agentName = agentName;
        for (int i = 0; i < agents.length; i++) {
            agents[i] = new UUID(random.nextLong(), random.nextLong());
        }
    }

    void fill(Connection owner, int conversations, long messages, PrintStream out)
            throws SQLException, IOException {
        long begun = System.nanoTime();
        execute(owner, BEFORE);
        long now = System.currentTimeMillis();
        for (int first = 0; first < conversations; first += CHUNK) {
            int end = Math.min(conversations, first + CHUNK);
            Chunk chunk = new Chunk();
            for (int i = first; i < end; i++) {
                // One is as much shorter as the next is longer.
                long mean = messages / conversations;
                long off = i / 2 % Math.max(1, mean - 1);
                long lines = mean + (i % 2 == 0 ? -off : off);
                long at = now - TWO_YEARS_MILLIS + TWO_YEARS_MILLIS / conversations * i;
                chunk.add(at, lines, conversations - i);
            }
            chunk.send(owner);
            if (end % (CHUNK * 10) == 0 || end == conversations) {
                say(out, "conversations %,d, messages %,d".formatted(end, n), begun);
            }
        }
        execute(owner, "select setval('support.search_line_n', " + (n + 1) + ")");
        execute(owner, AFTER);
        say(out, "index of all words built", begun);
        for (String statement : SETTLE) {
            execute(owner, statement);
        }
        say(out, "settled", begun);
    }

    /** The rows of some thousand conversations, in the text format of COPY. */
    private final class Chunk {
        private final StringBuilder conversations = new StringBuilder();
        private final StringBuilder messages = new StringBuilder();
        private final StringBuilder lines = new StringBuilder();

        /** Those that are not over are among the last tenth. */
        void add(long openedAt, long meant, int fromTheEnd) {
            UUID id = id(openedAt);
            boolean open = fromTheEnd % OPEN_OF == 1 || fromTheEnd < OPEN_OF;
            boolean waiting = open && random.nextInt(5) == 0;
            UUID person =
                    open || random.nextInt(10) == 0
                            ? people.get(random.nextInt(people.size()))
                            : new UUID(7, random.nextInt(STRANGERS));
            Topic topic = topics[Math.min(random.nextInt(18), random.nextInt(18))];
            UUID who = random.nextInt(agents.length) == 0 ? agent : agents[random.nextInt(40)];
            long at = openedAt;
            String last = "";
            long count = meant;
            for (long seq = 1; seq <= count; seq++) {
                boolean customer = seq % 2 == 1 || waiting;
                boolean note = !customer && random.nextInt(12) == 0;
                String text = texts.line(random);
                at += 20_000 + random.nextInt(120_000);
                message(id, seq, at, topic, customer, note, who, text);
                last = note ? last : text;
            }
            row(
                    conversations,
                    id,
                    person,
                    null,
                    topic,
                    open ? waiting ? "WAITING" : "OPEN" : "CLOSED",
                    waiting ? null : who,
                    waiting ? null : who.equals(agent) ? agentName : "客服",
                    count,
                    count,
                    last,
                    count,
                    open ? Math.max(0, count - 2) : count,
                    Instant.ofEpochMilli(openedAt),
                    Instant.ofEpochMilli(at),
                    waiting ? Instant.ofEpochMilli(at) : null,
                    waiting ? null : Instant.ofEpochMilli(openedAt + 60_000),
                    open ? null : Instant.ofEpochMilli(at),
                    waiting ? null : Instant.ofEpochMilli(openedAt + 30_000),
                    random.nextInt(20) == 0 ? Priority.HIGH : null);
        }

        private void message(
                UUID conversation,
                long seq,
                long at,
                Topic topic,
                boolean customer,
                boolean note,
                UUID who,
                String text) {
            row(
                    messages,
                    conversation,
                    seq,
                    id(at),
                    customer ? "CUSTOMER" : "AGENT",
                    customer ? null : who,
                    customer ? null : "客服",
                    "c" + seq,
                    note,
                    text,
                    Instant.ofEpochMilli(at));
            n++;
            StringBuilder terms = new StringBuilder(160).append('{');
            for (int term : SearchIndex.terms(n, topic, text)) {
                terms.append(term).append(',');
            }
            terms.setCharAt(terms.length() - 1, '}');
            row(lines, n, conversation, seq, Instant.ofEpochMilli(at), terms);
        }

        void send(Connection owner) throws SQLException, IOException {
            copy(owner, CONVERSATIONS, conversations);
            copy(owner, MESSAGES, messages);
            copy(owner, LINES, lines);
        }
    }

    private static void row(StringBuilder into, @Nullable Object... values) {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            into.append(i == 0 ? "" : "\t");
            if (value == null) {
                into.append("\\N");
            } else {
                into.append(value);
            }
        }
        into.append('\n');
    }

    private static void copy(Connection owner, String statement, StringBuilder rows)
            throws SQLException, IOException {
        try (PGCopyOutputStream to =
                new PGCopyOutputStream(owner.unwrap(PGConnection.class), statement, BUFFER)) {
            to.write(rows.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    /** An id as those are that are made at a moment. */
    private UUID id(long millis) {
        return new UUID(
                millis << 16 | 0x7000 | random.nextInt(1 << 12),
                Long.MIN_VALUE | random.nextLong() >>> 2);
    }

    static void execute(Connection owner, String statements) throws SQLException {
        try (var statement = owner.createStatement()) {
            statement.execute(statements);
        }
    }

    private static void say(PrintStream out, String what, long begun) {
        out.println(what + " after " + (System.nanoTime() - begun) / 1_000_000_000 + " s");
    }
}
