package io.xiaohu.limits.jdbc;

import io.xiaohu.identity.SessionDevices.SessionDevice;
import io.xiaohu.kernel.Asset;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Money;
import io.xiaohu.limits.RiskAttempt;
import io.xiaohu.limits.RiskReview;
import io.xiaohu.limits.RiskReview.State;
import io.xiaohu.limits.core.Fired;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The rows of reviews. Their times are the database's: a hold and its review run out by the same
 * clock.
 */
@Repository
public class ReviewRows {

    private static final String COLUMNS =
            """
            select id, kind, payer_id, payee_id, payee_shown, amount, asset, fired, device,
                device_known_at, state, decided_name, note, created_at, answer_by, decided_at
            from limits.review
            """;

    private static final String INSERT =
            """
            insert into limits.review (
                id, kind, payer_id, payee_id, payee_shown, amount, asset, fired, device,
                device_known_at, state, created_at, answer_by)
            values (
                :id, :kind, :payer, :payee, :shown, :amount, :asset, :fired::jsonb, :device,
                :deviceKnownAt::timestamptz, 'DRAFT', now(), now() + make_interval(secs => :within))
            on conflict (id) do nothing
            """;

    private static final String FIND = COLUMNS + "where id = :id";

    private static final String OPEN =
            COLUMNS
                    + """
                    where state = 'OPEN'
                    and (created_at, id) > (:at, :id)
                    order by created_at, id
                    limit :most
                    """;

    private static final String DECIDED =
            COLUMNS
                    + """
                    where decided_at is not null
                    and (decided_at, id) < (:at, :id)
                    order by decided_at desc, id desc
                    limit :most
                    """;

    private static final String BEGIN =
            "update limits.review set state = 'OPEN' where id = :id and state = 'DRAFT'";

    private static final String FORGET =
            "delete from limits.review where id = :id and state = 'DRAFT'";

    private static final String END =
            """
            update limits.review
            set state = :to, decided_at = now()
            where id = :id
            and state = 'OPEN'
            """;

    private static final String END_LATE = END + "and answer_by <= now()";

    private static final String DECIDE =
            """
            update limits.review
            set state = :to, decided_at = now(), decided_by = :staff, decided_name = :name,
                note = :note
            where id = :id
            and state = 'OPEN'
            and answer_by > now()
            """;

    private static final String IS_DECIDED_SO =
            """
            select exists (
                select
                from limits.review
                where id = :id
                and state = :to
                and decided_by = :staff
                and note = :note)
            """;

    /** A place in one of the lists. */
    public record Place(Instant at, UUID id) {}

    /** What only staff see of one. */
    public record Kept(
            RiskReview review,
            List<Fired> fired,
            @Nullable String device,
            @Nullable Instant deviceKnownAt) {}

    private final JdbcClient sql;
    private final FiredJson json;

    ReviewRows(JdbcClient sql, FiredJson json) {
        this.sql = sql;
        this.json = json;
    }

    /** Writes one down before its money is held; one that is there already stays as it is. */
    public void draft(
            RiskAttempt attempt,
            List<Fired> fired,
            @Nullable SessionDevice device,
            Duration within) {
        sql.sql(INSERT)
                .param("id", attempt.id())
                .param("kind", attempt.kind().name())
                .param("payer", attempt.payer())
                .param("payee", attempt.payee(), Types.OTHER)
                .param("shown", attempt.payeeShown())
                .param("amount", attempt.amount().minor())
                .param("asset", attempt.amount().asset().name())
                .param("fired", json.write(fired))
                .param("device", device == null ? null : device.name())
                .param(
                        "deviceKnownAt",
                        device == null ? null : device.knownSince().atOffset(ZoneOffset.UTC),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .param("within", within.toSeconds())
                .update();
    }

    public Optional<Kept> find(UUID id) {
        return sql.sql(FIND).param("id", id).query(this::kept).optional();
    }

    /** Those that wait, the oldest first; or those that are decided, the latest first. */
    public List<Kept> list(boolean open, @Nullable Place after, int most) {
        OffsetDateTime start =
                open
                        ? OffsetDateTime.of(1, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC)
                        : OffsetDateTime.of(9999, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
        return sql.sql(open ? OPEN : DECIDED)
                .param("at", after == null ? start : after.at().atOffset(ZoneOffset.UTC))
                .param("id", after == null ? new UUID(0, 0) : after.id())
                .param("most", most)
                .query(this::kept)
                .list();
    }

    /** False when it is open already, or decided. */
    public boolean begin(UUID id) {
        return sql.sql(BEGIN).param("id", id).update() == 1;
    }

    /** Drops one whose money was never held; nothing when it has gone on. */
    public void forget(UUID id) {
        sql.sql(FORGET).param("id", id).update();
    }

    /** Ends one without a reviewer; false when somebody was first. */
    public boolean end(UUID id, State to) {
        return sql.sql(to == State.UNANSWERED ? END_LATE : END)
                        .param("id", id)
                        .param("to", to.name())
                        .update()
                == 1;
    }

    /** Decides one; false when somebody was first, or its time is over. */
    public boolean decide(UUID id, State to, Caller.Staff me, String note) {
        return sql.sql(DECIDE)
                        .param("id", id)
                        .param("to", to.name())
                        .param("staff", me.staffId())
                        .param("name", me.name())
                        .param("note", note)
                        .update()
                == 1;
    }

    /** Whether it was this member of staff who decided just this. */
    public boolean isDecidedSo(UUID id, State to, Caller.Staff me, String note) {
        return sql.sql(IS_DECIDED_SO)
                .param("id", id)
                .param("to", to.name())
                .param("staff", me.staffId())
                .param("note", note)
                .query(Boolean.class)
                .single();
    }

    private Kept kept(ResultSet row, int n) throws SQLException {
        Asset asset = Asset.valueOf(row.getString("asset"));
        return new Kept(
                new RiskReview(
                        row.getObject("id", UUID.class),
                        RiskAttempt.Kind.valueOf(row.getString("kind")),
                        row.getObject("payer_id", UUID.class),
                        row.getObject("payee_id", UUID.class),
                        row.getString("payee_shown"),
                        new Money(row.getLong("amount"), asset),
                        State.valueOf(row.getString("state")),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        row.getObject("answer_by", OffsetDateTime.class).toInstant(),
                        instant(row, "decided_at"),
                        row.getString("decided_name"),
                        row.getString("note")),
                json.read(row.getString("fired")),
                row.getString("device"),
                instant(row, "device_known_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
