package io.xiaohu.funding.reconciliation;

import io.xiaohu.funding.Direction;
import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Money;
import io.xiaohu.staff.Proposal.Person;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of differences. A state is changed only from the state it was read in. */
@Repository
class DifferenceRows {

    /** How long whoever finishes a difference has it alone. */
    private static final Duration LEASE = Duration.ofSeconds(12);

    static final String COLUMNS =
            """
            select id, day_id, channel, of_day, kind, order_id, direction, amount, fee,
                their_amount, their_fee, our_amount, our_fee, flow_id, said, state, ending, by_flow,
                posting, counterpart, owner_id, owner_name, found_at
            from funding.difference
            """;

    private static final String FIND = COLUMNS + "where id = :id";
    private static final String OF_DAY = COLUMNS + "where day_id = :day order by found_at, id";

    private static final String ABOUT =
            COLUMNS
                    + """
                    where channel = :channel
                    and of_day = :day
                    and kind <> 'CONTRADICTION'
                    and state <> 'GONE'
                    order by found_at, id
                    """;

    private static final String INSERT =
            """
            insert into funding.difference (
                id, day_id, channel, of_day, kind, order_id, direction, amount, fee, their_amount,
                their_fee, our_amount, our_fee, flow_id, found_at)
            values (
                :id, :dayId, :channel, :ofDay, :kind, :order, :direction, :amount, :fee,
                :theirAmount, :theirFee, :ourAmount, :ourFee, :flow, :now)
            """;

    private static final String GONE =
            """
            update funding.difference
            set state = 'GONE'
            where id = :id
            and state = 'OPEN'
            """;

    /** Two days' differences that undo each other are one flow, booked on different days. */
    private static final String TIMING =
            """
            select distinct on (here.id) here.id as here, there.id as there
            from funding.difference here
            join funding.difference there
                on there.channel = here.channel
                and there.order_id = here.order_id
                and there.direction = here.direction
                and there.amount = -here.amount
                and there.fee = -here.fee
                and there.of_day <> here.of_day
                and there.kind = 'MISSING_THERE'
                and there.state = 'OPEN'
            where here.channel = :channel
            and here.kind = 'MISSING_HERE'
            and here.state = 'OPEN'
            order by here.id, there.id
            """;

    private static final String EXPLAIN =
            """
            update funding.difference
            set state = 'ENDED', ending = 'EXPLAINED_ELSEWHERE', counterpart = :other
            where id = :id
            and state = 'OPEN'
            """;

    /** Another open difference of the channel that takes this one back. */
    private static final String COUNTERPARTS =
            COLUMNS
                    + """
                    where channel = :channel
                    and id <> :id
                    and state = 'OPEN'
                    and kind <> 'CONTRADICTION'
                    and amount = :amount
                    and fee = :fee
                    order by (order_id = :order) desc, found_at, id
                    limit 2
                    """;

    private static final String APPROVE =
            """
            update funding.difference
            set state = 'APPROVED', ending = :ending, by_flow = :byFlow, next_at = :now
            where id = :id
            and state = 'OPEN'
            """;

    private static final String TAKE_DUE =
            """
            update funding.difference
            set next_at = :lease
            where id in (
                select id
                from funding.difference
                where next_at <= :now
                order by next_at
                limit :most
                for update skip locked)
            returning id
            """;

    private static final String END =
            """
            update funding.difference
            set state = 'ENDED', posting = :posting, posted_at = :at, next_at = null
            where id = :id
            and state = 'APPROVED'
            """;

    private static final String OWN =
            """
            update funding.difference
            set owner_id = :owner, owner_name = :name
            where id = :id
            and state = 'OPEN'
            """;

    private static final String ENDED_BY =
            "select posting from funding.difference where posting = any (:postings)";

    /** Each thing a channel contradicted itself with, on the day it was heard. */
    private static final String CONTRADICTIONS =
            """
            select c.flow_id, c.said, (c.at at time zone :zone)::date as day
            from funding.contradiction c
            join funding.flow f on f.id = c.flow_id and f.channel = :channel
            where c.at < :before
            and not exists (
                select from funding.difference d
                where d.flow_id = c.flow_id
                and d.said = c.said
                and d.kind = 'CONTRADICTION')
            order by c.at, c.flow_id
            """;

    private static final String INSERT_CONTRADICTION =
            """
            insert into funding.difference (
                id, day_id, channel, of_day, kind, order_id, direction, amount, fee, flow_id, said,
                found_at)
            select :id, :dayId, :channel, :ofDay, 'CONTRADICTION', f.id, f.direction, 0, 0, f.id,
                :said, :now
            from funding.flow f
            where f.id = :flow
            on conflict (flow_id, said) where kind = 'CONTRADICTION' do nothing
            """;

    /** A contradiction that is not listed yet. */
    record Heard(UUID flow, String said, LocalDate day) {}

    /** Two that explain each other. */
    record Pair(UUID here, UUID there) {}

    private final JdbcClient sql;
    private final Clock clock;

    DifferenceRows(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    Optional<Difference> find(UUID id) {
        return sql.sql(FIND).param("id", id).query(DifferenceRows::difference).optional();
    }

    /** All that count on a day, those that are gone too. */
    List<Difference> ofDay(UUID day) {
        return sql.sql(OF_DAY).param("day", day).query(DifferenceRows::difference).list();
    }

    /** Those about a day's statement with cents, wherever they count; not those that are gone. */
    List<Difference> about(String channel, LocalDate day) {
        return sql.sql(ABOUT)
                .param("channel", channel)
                .param("day", day)
                .query(DifferenceRows::difference)
                .list();
    }

    UUID insert(Day counts, LocalDate ofDay, Found found) {
        UUID id = Ids.next();
        sql.sql(INSERT)
                .param("id", id)
                .param("dayId", counts.id())
                .param("channel", counts.channel())
                .param("ofDay", ofDay)
                .param("kind", found.kind().name())
                .param("order", found.order())
                .param("direction", found.direction().name())
                .param("amount", found.amount())
                .param("fee", found.fee())
                .param("theirAmount", found.theirs() == null ? null : found.theirs().amount())
                .param("theirFee", found.theirs() == null ? null : found.theirs().fee())
                .param("ourAmount", found.ours() == null ? null : found.ours().amount())
                .param("ourFee", found.ours() == null ? null : found.ours().fee())
                .param("flow", found.flow())
                .param("now", OffsetDateTime.now(clock))
                .update();
        return id;
    }

    List<Heard> contradictions(String channel, Instant before, ZoneId zone) {
        return sql.sql(CONTRADICTIONS)
                .param("channel", channel)
                .param("before", before.atOffset(ZoneOffset.UTC))
                .param("zone", zone.getId())
                .query((row, n) ->
                        new Heard(
                                row.getObject("flow_id", UUID.class),
                                row.getString("said"),
                                row.getObject("day", LocalDate.class)))
                .list();
    }

    UUID insert(Day counts, Heard heard) {
        UUID id = Ids.next();
        sql.sql(INSERT_CONTRADICTION)
                .param("id", id)
                .param("dayId", counts.id())
                .param("channel", counts.channel())
                .param("ofDay", heard.day())
                .param("flow", heard.flow())
                .param("said", heard.said())
                .param("now", OffsetDateTime.now(clock))
                .update();
        return id;
    }

    void gone(UUID id) {
        requireOne(sql.sql(GONE).param("id", id).update());
    }

    List<Pair> timing(String channel) {
        return sql.sql(TIMING)
                .param("channel", channel)
                .query((row, n) ->
                        new Pair(
                                row.getObject("here", UUID.class),
                                row.getObject("there", UUID.class)))
                .list();
    }

    /** False when it has ended meanwhile. */
    boolean explain(UUID id, @Nullable UUID other) {
        return sql.sql(EXPLAIN).param("id", id).param("other", other).update() == 1;
    }

    /**
     * The one open difference that takes this one back; of the same order first. Empty when there
     * is none, or when it cannot be told which.
     */
    Optional<Difference> counterpart(Difference of) {
        List<Difference> found =
                sql.sql(COUNTERPARTS)
                        .param("channel", of.channel())
                        .param("id", of.id())
                        .param("amount", of.amount().negated().minor())
                        .param("fee", of.fee().negated().minor())
                        .param("order", of.order())
                        .query(DifferenceRows::difference)
                        .list();
        boolean clear =
                found.size() == 1
                        || (found.size() == 2
                                && found.get(0).order().equals(of.order())
                                && !found.get(1).order().equals(of.order()));
        return clear ? Optional.of(found.getFirst()) : Optional.empty();
    }

    /** In the caller's transaction; false when it has an end already. */
    boolean approve(UUID id, Ending ending, boolean byFlow) {
        return sql.sql(APPROVE)
                        .param("id", id)
                        .param("ending", ending.name())
                        .param("byFlow", byFlow)
                        .param("now", OffsetDateTime.now(clock))
                        .update()
                == 1;
    }

    /** Takes those whose end is approved, for one lease. */
    List<UUID> takeDue(int most) {
        OffsetDateTime now = OffsetDateTime.now(clock);
        return sql.sql(TAKE_DUE)
                .param("now", now)
                .param("lease", now.plus(LEASE))
                .param("most", most)
                .query((row, n) -> row.getObject("id", UUID.class))
                .list();
    }

    /** False when somebody else has marked it meanwhile. */
    boolean end(UUID id, UUID posting, Instant at) {
        return sql.sql(END)
                        .param("id", id)
                        .param("posting", posting)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** False when it has ended. */
    boolean own(UUID id, UUID owner, String name) {
        return sql.sql(OWN).param("id", id).param("owner", owner).param("name", name).update() == 1;
    }

    /** Those of the postings that end some difference. */
    List<UUID> endedBy(List<UUID> postings) {
        return sql.sql(ENDED_BY)
                .param("postings", postings.toArray(UUID[]::new))
                .query((row, n) -> row.getObject("posting", UUID.class))
                .list();
    }

    private static void requireOne(int rows) {
        if (rows != 1) {
            throw new IllegalStateException("a difference ended under the channel's lock");
        }
    }

    private static Difference difference(ResultSet row, int n) throws SQLException {
        String ending = row.getString("ending");
        UUID owner = row.getObject("owner_id", UUID.class);
        return new Difference(
                row.getObject("id", UUID.class),
                row.getObject("day_id", UUID.class),
                row.getString("channel"),
                row.getObject("of_day", LocalDate.class),
                Difference.Kind.valueOf(row.getString("kind")),
                row.getObject("order_id", UUID.class),
                Direction.valueOf(row.getString("direction")),
                Money.cny(row.getLong("amount")),
                Money.cny(row.getLong("fee")),
                side(row, "their"),
                side(row, "our"),
                row.getObject("flow_id", UUID.class),
                row.getString("said"),
                Difference.State.valueOf(row.getString("state")),
                ending == null ? null : Ending.valueOf(ending),
                row.getBoolean("by_flow"),
                row.getObject("posting", UUID.class),
                row.getObject("counterpart", UUID.class),
                owner == null ? null : new Person(owner, row.getString("owner_name")),
                row.getObject("found_at", OffsetDateTime.class).toInstant());
    }

    private static Difference.@Nullable Side side(ResultSet row, String whose) throws SQLException {
        Long amount = row.getObject(whose + "_amount", Long.class);
        return amount == null
                ? null
                : new Difference.Side(Money.cny(amount), Money.cny(row.getLong(whose + "_fee")));
    }
}
