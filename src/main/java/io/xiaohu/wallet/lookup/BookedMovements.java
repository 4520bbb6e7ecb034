package io.xiaohu.wallet.lookup;

import io.xiaohu.kernel.Movement;
import io.xiaohu.kernel.MovementFilter;
import io.xiaohu.kernel.MovementFilter.Bounds;
import io.xiaohu.kernel.MovementSource.Place;
import io.xiaohu.ledger.LedgerEvents;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Where transfers and payments of everybody are found by time and amount. */
@Repository
class BookedMovements {

    /** An event can be read twice, and a commit has more than one entry of an operation. */
    private static final String ADD =
            """
            insert into wallet.booked (id, at, kind, asset, amount, waited, original)
            select *
            from unnest(
                :ids, :times::timestamptz[], :kinds, :assets, :amounts, :waited, :originals)
            on conflict (id) do nothing
            """;

    private static final String BETWEEN =
            """
            select b.id, b.at
            from unnest(:assets, :least, :most) as wanted (asset, least, most)
            join wallet.booked b
                on b.asset = wanted.asset
                and b.amount between wanted.least and wanted.most
            where b.at >= :from
            and b.at < :to
            and (b.at, b.id) < (:at, :id)
            and (:kind::text is null or b.kind = :kind)
            and (not :waited or b.waited)
            order by b.at desc, b.id desc
            limit :rows
            """;

    private static final String GIVING_BACK =
            """
            select id
            from wallet.booked
            where original = any (:originals)
            order by at, id
            limit 50
            """;

    private final JdbcClient sql;

    BookedMovements(JdbcClient sql) {
        this.sql = sql;
    }

    /** What is to be found. */
    record Booked(LedgerEvents.Operation operation, Instant at, boolean waited) {}

    void add(List<Booked> booked) {
        if (booked.isEmpty()) {
            return;
        }
        sql.sql(ADD)
                .param("ids", all(booked, it -> it.operation().id().value(), UUID[]::new))
                .param("times", all(booked, it -> it.at().toString(), String[]::new))
                .param("kinds", all(booked, it -> it.operation().kind(), String[]::new))
                .param(
                        "assets",
                        all(booked, it -> it.operation().amount().asset().name(), String[]::new))
                .param("amounts", all(booked, it -> it.operation().amount().minor(), Long[]::new))
                .param("waited", all(booked, Booked::waited, Boolean[]::new))
                .param("originals", all(booked, it -> it.operation().original(), UUID[]::new))
                .update();
    }

    private static <T extends @Nullable Object> T[] all(
            List<Booked> booked, Function<Booked, T> part, IntFunction<T[]> array) {
        return booked.stream().map(part).toArray(array);
    }

    /**
     * The latest that may pass the filter, whose period must be given.
     *
     * @param kind as the ledger calls it; null for any
     */
    List<Place> between(
            MovementFilter filter, @Nullable String kind, @Nullable Place before, int most) {
        Instant to = Objects.requireNonNull(filter.to());
        List<Bounds> bounds = filter.bounds();
        return sql.sql(BETWEEN)
                .param(
                        "assets",
                        bounds.stream().map(it -> it.asset().name()).toArray(String[]::new))
                .param("least", bounds.stream().map(Bounds::least).toArray(Long[]::new))
                .param("most", bounds.stream().map(Bounds::most).toArray(Long[]::new))
                .param("from", Objects.requireNonNull(filter.from()).atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC))
                .param("at", (before == null ? to : before.at()).atOffset(ZoneOffset.UTC))
                .param("id", before == null ? new UUID(0, 0) : before.id())
                .param("kind", kind)
                .param(
                        "waited",
                        filter.state() != null && filter.state() != Movement.State.SUCCEEDED)
                .param("rows", most)
                .query((row, n) ->
                        new Place(
                                row.getObject("at", OffsetDateTime.class).toInstant(),
                                row.getObject("id", UUID.class)))
                .list();
    }

    /** What gives something of these postings back. */
    List<UUID> givingBack(List<UUID> originals) {
        return sql.sql(GIVING_BACK)
                .param("originals", originals.toArray(UUID[]::new))
                .query((row, n) -> row.getObject("id", UUID.class))
                .list();
    }
}
