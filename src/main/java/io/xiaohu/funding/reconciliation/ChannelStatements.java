package io.xiaohu.funding.reconciliation;

import io.xiaohu.funding.Direction;
import io.xiaohu.funding.channel.PaymentChannel.Line;
import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.Tokens;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Statements as channels gave them, every version; nothing of them is ever changed. */
@Repository
class ChannelStatements {

    private static final String LOCK =
            "select pg_advisory_xact_lock(hashtext('reconciliation ' || :channel))";

    private static final String COLUMNS =
            """
            select id, channel, day, version, digest, source, file_name, line_count, total, fees,
                imported_by, imported_at
            from funding.channel_statement
            where channel = :channel
            and day = :day
            order by version desc
            """;

    private static final String INSERT =
            """
            insert into funding.channel_statement (
                id, channel, day, version, digest, source, file_name, line_count, total, fees,
                imported_by, imported_at)
            values (
                :id, :channel, :day, :version, :digest, :source, :file, :lines, :total, :fees, :by,
                :now)
            """;

    private static final String INSERT_LINES =
            """
            insert into funding.statement_line (statement_id, n, order_id, direction, amount, fee)
            select :id, line.n, line.order_id, line.direction, line.amount, line.fee
            from unnest(
                :numbers::int[], :orders::uuid[], :directions::text[], :amounts::bigint[],
                :fees::bigint[])
                as line (n, order_id, direction, amount, fee)
            """;

    private static final String LINES =
            """
            select order_id, direction, amount, fee
            from funding.statement_line
            where statement_id = :id
            order by n
            """;

    /** Only the latest version of each day counts. */
    private static final String SEEN_BEFORE =
            """
            select distinct l.order_id
            from funding.statement_line l
            join funding.channel_statement s on s.id = l.statement_id
            join funding.flow f on f.id = l.order_id and f.direction = l.direction
            where s.channel = :channel
            and s.day < :day
            and l.order_id = any (:orders)
            and not exists (
                select from funding.channel_statement later
                where later.channel = s.channel
                and later.day = s.day
                and later.version > s.version)
            """;

    /** Of a day, and of the closed days whose late differences it lists. */
    private static final String IN_THE_CHANNELS_PLACE =
            """
            select latest.version, latest.file_name, latest.day
            from (
                select distinct on (day) day, version, source, file_name, digest
                from funding.channel_statement
                where channel = :channel
                and (day = :day
                    or day in (select of_day from funding.difference where day_id = :id))
                order by day, version desc) latest
            join lateral (
                select digest
                from funding.channel_statement
                where channel = :channel
                and day = latest.day
                and source = 'CHANNEL'
                order by version desc
                limit 1) given on true
            where latest.source = 'FILE'
            and latest.digest <> given.digest
            order by latest.day
            limit 1
            """;

    /**
     * One version.
     *
     * @param source CHANNEL or FILE
     * @param lines how many it has
     * @param total what it comes to in minor units, money in less money out
     * @param importedBy who brought or asked for it; null for the daily job
     */
    record Stored(
            UUID id,
            int version,
            byte[] digest,
            String source,
            @Nullable String fileName,
            int lines,
            long total,
            long fees,
            @Nullable UUID importedBy,
            Instant importedAt) {}

    private static final String CHANNEL = "CHANNEL";
    private static final String FILE = "FILE";

    /** Where a statement comes from. */
    record Origin(@Nullable String fileName, @Nullable UUID by) {}

    /** A file that says something else than the channel said last. */
    record Replacing(LocalDate day, int version, String fileName) {}

    private final JdbcClient sql;
    private final Clock clock;

    ChannelStatements(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Until the transaction ends nobody else reconciles this channel. */
    void lock(String channel) {
        sql.sql(LOCK).param("channel", channel).query((row, n) -> 0).single();
    }

    /**
     * Keeps a statement, in the caller's transaction, under the channel's lock. The same content as
     * the latest version is that version, unless the channel now says what a file said before.
     */
    Stored store(String channel, LocalDate day, List<Line> lines, Origin origin) {
        byte[] digest = digest(lines);
        Optional<Stored> latest = latest(channel, day);
        String source = origin.fileName() == null ? CHANNEL : FILE;
        if (latest.isPresent()
                && Arrays.equals(latest.get().digest(), digest)
                && (source.equals(FILE) || latest.get().source().equals(CHANNEL))) {
            return latest.get();
        }
        UUID id = Ids.next();
        sql.sql(INSERT)
                .param("id", id)
                .param("channel", channel)
                .param("day", day)
                .param("version", latest.map(Stored::version).orElse(0) + 1)
                .param("digest", digest)
                .param("source", source)
                .param("file", origin.fileName())
                .param("lines", lines.size())
                .param("total", lines.stream().mapToLong(ChannelStatements::signed).sum())
                .param("fees", lines.stream().mapToLong(line -> line.fee().minor()).sum())
                .param("by", origin.by())
                .param("now", OffsetDateTime.now(clock))
                .update();
        insertLines(id, lines);
        return latest(channel, day).orElseThrow();
    }

    Optional<Stored> latest(String channel, LocalDate day) {
        return versions(channel, day).stream().findFirst();
    }

    /** All versions, the latest first. */
    List<Stored> versions(String channel, LocalDate day) {
        return sql.sql(COLUMNS)
                .param("channel", channel)
                .param("day", day)
                .query(ChannelStatements::stored)
                .list();
    }

    /**
     * A file that now stands for what the channel said otherwise, of this day or of a closed one
     * whose late differences it lists.
     */
    Optional<Replacing> replacing(Day day) {
        return sql.sql(IN_THE_CHANNELS_PLACE)
                .param("channel", day.channel())
                .param("day", day.day())
                .param("id", day.id())
                .query((row, n) ->
                        new Replacing(
                                row.getObject("day", LocalDate.class),
                                row.getInt("version"),
                                row.getString("file_name")))
                .optional();
    }

    List<Line> lines(UUID statement) {
        return sql.sql(LINES)
                .param("id", statement)
                .query((row, n) ->
                        new Line(
                                row.getObject("order_id", UUID.class),
                                Direction.valueOf(row.getString("direction")),
                                Money.cny(row.getLong("amount")),
                                Money.cny(row.getLong("fee"))))
                .list();
    }

    /** Those of the orders that an earlier day's statement has in the direction of their flow. */
    Set<UUID> seenBefore(String channel, LocalDate day, Collection<UUID> orders) {
        return new HashSet<>(
                sql.sql(SEEN_BEFORE)
                        .param("channel", channel)
                        .param("day", day)
                        .param("orders", orders.toArray(UUID[]::new))
                        .query((row, n) -> row.getObject("order_id", UUID.class))
                        .list());
    }

    static long signed(Line line) {
        return line.direction() == Direction.TOP_UP
                ? line.amount().minor()
                : -line.amount().minor();
    }

    /** In which order the lines stand is no difference. */
    private static byte[] digest(List<Line> lines) {
        return Tokens.hash(
                lines.stream()
                        .map(line ->
                                "%s %s %d %d"
                                        .formatted(
                                                line.order(),
                                                line.direction(),
                                                line.amount().minor(),
                                                line.fee().minor()))
                        .sorted()
                        .collect(Collectors.joining("\n")));
    }

    private void insertLines(UUID id, List<Line> lines) {
        sql.sql(INSERT_LINES)
                .param("id", id)
                .param(
                        "numbers",
                        IntStream.rangeClosed(1, lines.size()).boxed().toArray(Integer[]::new))
                .param("orders", lines.stream().map(Line::order).toArray(UUID[]::new))
                .param(
                        "directions",
                        lines.stream().map(line -> line.direction().name()).toArray(String[]::new))
                .param(
                        "amounts",
                        lines.stream().map(line -> line.amount().minor()).toArray(Long[]::new))
                .param("fees", lines.stream().map(line -> line.fee().minor()).toArray(Long[]::new))
                .update();
    }

    private static Stored stored(ResultSet row, int n) throws SQLException {
        return new Stored(
                row.getObject("id", UUID.class),
                row.getInt("version"),
                row.getBytes("digest"),
                row.getString("source"),
                row.getString("file_name"),
                row.getInt("line_count"),
                row.getLong("total"),
                row.getLong("fees"),
                row.getObject("imported_by", UUID.class),
                row.getObject("imported_at", OffsetDateTime.class).toInstant());
    }
}
