package io.xiaohu.payment.jdbc;

import io.xiaohu.kernel.Asset;
import io.xiaohu.kernel.Money;
import io.xiaohu.payment.Demand;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The rows of demands. A state is changed only from the state it must have been in. */
@Repository
public class Demands {

    /** When somebody looks whether a payment that was begun has been made. */
    private static final Duration LOOK_AFTER = Duration.ofSeconds(12);

    /** Longer than any call takes that could still make the payment. */
    private static final Duration SURELY_DEAD = Duration.ofMinutes(10);

    private static final int MOST_LISTED = 50;

    private static final String COLUMNS =
            """
            id, kind, payee_id, asked_id, order_number, token, amount, asset, memo, state,
            payer_id, posting_id, created_at, expires_at, ended_at
            """;

    private static final String INSERT =
            """
            insert into payment.demand (
                id, kind, payee_id, asked_id, order_number, token, amount, asset, memo, state,
                created_at, expires_at, next_at)
            values (
                :id, :kind, :payee, :asked, :number, :token, :amount, :asset, :memo, 'OPEN',
                :now, :expires, :expires)
            on conflict (payee_id, order_number) do nothing
            """;

    private static final String FIND = "select " + COLUMNS + " from payment.demand where id = :id";

    private static final String FIND_BY_TOKEN =
            "select " + COLUMNS + " from payment.demand where token = :token";

    private static final String FIND_BY_NUMBER =
            "select "
                    + COLUMNS
                    + " from payment.demand where payee_id = :payee and order_number = :number";

    private static final String LIST =
            "select "
                    + COLUMNS
                    + """
                    from payment.demand
                    where kind = 'REQUEST'
                    and (payee_id = :customer or asked_id = :customer or payer_id = :customer)
                    order by created_at desc
                    limit :most
                    """;

    /** The same payment may claim it again, as a repeat of its call does. */
    private static final String CLAIM =
            """
            update payment.demand
            set state = 'PAYING', payer_id = :payer, posting_id = :posting, claimed_at = :now,
                next_at = :next
            where id = :id
            and ((state = 'OPEN' and expires_at > :now)
                or (state = 'PAYING' and posting_id = :posting))
            """;

    private static final String PAID =
            """
            update payment.demand
            set state = 'PAID', ended_at = :now, next_at = null
            where id = :id
            and state = 'PAYING'
            and posting_id = :posting
            """;

    private static final String REOPEN =
            """
            update payment.demand
            set state = 'OPEN', payer_id = null, posting_id = null, next_at = expires_at
            where id = :id
            and state = 'PAYING'
            and posting_id = :posting
            """;

    private static final String END =
            """
            update payment.demand
            set state = :to, ended_at = :now, next_at = null
            where id = :id
            and state = 'OPEN'
            """;

    private static final String EXPIRE = END + "and expires_at <= :now";

    private static final String IS_ABANDONED =
            """
            select exists (
                select from payment.demand
                where id = :id
                and state = 'PAYING'
                and claimed_at < :before)
            """;

    private static final String TAKE_DUE =
            """
            update payment.demand
            set next_at = :next
            where id in (
                select id
                from payment.demand
                where next_at <= :now
                order by next_at
                limit :most
                for update skip locked)
            returning id
            """;

    private final JdbcClient sql;
    private final Clock clock;

    Demands(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * Writes a new one.
     *
     * @return false when the merchant has an order of this number
     */
    public boolean insert(Demand demand) {
        return sql.sql(INSERT)
                        .param("id", demand.id())
                        .param("kind", demand.kind().name())
                        .param("payee", demand.payee())
                        .param("asked", demand.asked())
                        .param("number", demand.orderNumber())
                        .param("token", demand.token())
                        .param("amount", demand.amount().minor())
                        .param("asset", demand.amount().asset().name())
                        .param("memo", demand.memo())
                        .param("now", demand.createdAt().atOffset(ZoneOffset.UTC))
                        .param("expires", demand.expiresAt().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    public Optional<Demand> find(UUID id) {
        return sql.sql(FIND).param("id", id).query(Demands::demand).optional();
    }

    public Optional<Demand> findByToken(String token) {
        return sql.sql(FIND_BY_TOKEN).param("token", token).query(Demands::demand).optional();
    }

    public Optional<Demand> findByNumber(UUID merchant, String number) {
        return sql.sql(FIND_BY_NUMBER)
                .param("payee", merchant)
                .param("number", number)
                .query(Demands::demand)
                .optional();
    }

    /** Requests this customer made, was asked for or paid, the latest first. */
    public List<Demand> list(UUID customer) {
        return sql.sql(LIST)
                .param("customer", customer)
                .param("most", MOST_LISTED)
                .query(Demands::demand)
                .list();
    }

    /**
     * Lets one payment at the ledger.
     *
     * @return false when another was first, or it has ended
     */
    public boolean claim(UUID id, UUID payer, UUID posting) {
        OffsetDateTime now = OffsetDateTime.now(clock);
        return sql.sql(CLAIM)
                        .param("id", id)
                        .param("payer", payer)
                        .param("posting", posting)
                        .param("now", now)
                        .param("next", now.plus(LOOK_AFTER))
                        .update()
                == 1;
    }

    /** After its posting; false when that was written down already. */
    public boolean paid(UUID id, UUID posting) {
        return sql.sql(PAID)
                        .param("id", id)
                        .param("posting", posting)
                        .param("now", OffsetDateTime.now(clock))
                        .update()
                == 1;
    }

    /** After its refusal: somebody else may pay; false when that was written down already. */
    public boolean reopen(UUID id, UUID posting) {
        return sql.sql(REOPEN).param("id", id).param("posting", posting).update() == 1;
    }

    /** Ends an open one unpaid; false when it is no longer open. */
    public boolean end(UUID id, Demand.State as) {
        return sql.sql(END)
                        .param("id", id)
                        .param("to", as.name())
                        .param("now", OffsetDateTime.now(clock))
                        .update()
                == 1;
    }

    /** Ends one whose time is over; nothing when it is not, or when it is no longer open. */
    public void expire(UUID id) {
        sql.sql(EXPIRE)
                .param("id", id)
                .param("to", Demand.State.EXPIRED.name())
                .param("now", OffsetDateTime.now(clock))
                .update();
    }

    /** Whether the call that claimed it has surely died before it reached the ledger. */
    public boolean isAbandoned(UUID id) {
        return sql.sql(IS_ABANDONED)
                .param("id", id)
                .param("before", OffsetDateTime.now(clock).minus(SURELY_DEAD))
                .query(Boolean.class)
                .single();
    }

    /** Takes what is due, alone for a while; somebody else's row is skipped. */
    @Transactional
    public List<UUID> takeDue(int most) {
        OffsetDateTime now = OffsetDateTime.now(clock);
        return sql.sql(TAKE_DUE)
                .param("now", now)
                .param("next", now.plus(LOOK_AFTER))
                .param("most", most)
                .query((row, n) -> row.getObject("id", UUID.class))
                .list();
    }

    private static Demand demand(ResultSet row, int n) throws SQLException {
        OffsetDateTime ended = row.getObject("ended_at", OffsetDateTime.class);
        return new Demand(
                row.getObject("id", UUID.class),
                Demand.Kind.valueOf(row.getString("kind")),
                row.getObject("payee_id", UUID.class),
                row.getObject("asked_id", UUID.class),
                row.getString("order_number"),
                row.getString("token"),
                new Money(row.getLong("amount"), Asset.valueOf(row.getString("asset"))),
                row.getString("memo"),
                Demand.State.valueOf(row.getString("state")),
                row.getObject("payer_id", UUID.class),
                row.getObject("posting_id", UUID.class),
                instant(row, "created_at"),
                instant(row, "expires_at"),
                ended == null ? null : ended.toInstant());
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
