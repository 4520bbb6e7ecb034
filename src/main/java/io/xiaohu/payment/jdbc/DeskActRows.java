package io.xiaohu.payment.jdbc;

import io.xiaohu.kernel.Asset;
import io.xiaohu.kernel.KeptByCustomer;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.Signals;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of what staff do to an account's money. */
@Repository
public class DeskActRows implements DisposableBean {

    private static final String COLUMNS =
            """
            select id, kind, customer_id, order_id, amount, asset, reason_code, told, drafted_by,
                state, posting, ended_at, refused_for
            from payment.desk_act
            """;

    private static final String FIND = COLUMNS + "where id = :id";

    /** As the bills are ordered: the latest first. */
    private static final String ADJUSTED =
            COLUMNS
                    + """
                    where customer_id = :customer
                    and state = 'POSTED'
                    and kind = 'ADJUSTMENT'
                    and (cast(:at as timestamptz) is null or (ended_at, id) < (:at, :before))
                    order by ended_at desc, id desc
                    limit :most
                    """;

    private static final String ANY =
            "select exists (select from payment.desk_act where customer_id = :customer)";

    private static final String INSERT =
            """
            insert into payment.desk_act (
                id, kind, customer_id, order_id, amount, asset, reason_code, told, drafted_by,
                drafted_at, state)
            values (
                :id, :kind, :customer, :order, :amount, :asset, :code, :told, :by, :at, 'DRAFTED')
            """;

    private static final String APPROVE =
            """
            update payment.desk_act
            set state = 'APPROVED'
            where id = :id
            and state = 'DRAFTED'
            """;

    private static final String END =
            """
            update payment.desk_act
            set state = :state, posting = :posting, ended_at = :at, refused_for = :reason
            where id = :id
            and state = 'APPROVED'
            """;

    /** What it does. */
    public enum Kind {
        ADJUSTMENT,
        REFUND
    }

    /** How far it is. */
    public enum State {
        DRAFTED,
        APPROVED,
        POSTED,
        REFUSED
    }

    /**
     * An act.
     *
     * @param order of which it gives back; null for an adjustment
     * @param amount what the customer gets; negative where they give
     * @param reasonCode why, by its stable name
     * @param told why, as the customer is told
     * @param refusedFor the stable name of why the books refused it; null unless they did
     */
    public record Act(
            UUID id,
            Kind kind,
            UUID customer,
            @Nullable UUID order,
            Money amount,
            String reasonCode,
            String told,
            UUID draftedBy,
            State state,
            @Nullable UUID posting,
            @Nullable Instant endedAt,
            @Nullable String refusedFor) {}

    private final JdbcClient sql;

    /** Whether staff ever drafted one for a customer: for most they never do. */
    private final KeptByCustomer<Boolean> known;

    DeskActRows(JdbcClient sql, Signals signals) {
        this.sql = sql;
        this.known = new KeptByCustomer<>(signals, "desk-acts", this::hasAny);
    }

    public void draft(Act act, Instant at) {
        sql.sql(INSERT)
                .param("id", act.id())
                .param("kind", act.kind().name())
                .param("customer", act.customer())
                .param("order", act.order())
                .param("amount", act.amount().minor())
                .param("asset", act.amount().asset().name())
                .param("code", act.reasonCode())
                .param("told", act.told())
                .param("by", act.draftedBy())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
        known.changed(act.customer());
    }

    private boolean hasAny(UUID customer) {
        return sql.sql(ANY).param("customer", customer).query(Boolean.class).single();
    }

    public Optional<Act> find(UUID id) {
        return sql.sql(FIND).param("id", id).query(DeskActRows::read).optional();
    }

    /**
     * @param at with {@code before}, the place in the list to go on after; null for the latest
     */
    public List<Act> adjusted(UUID customer, @Nullable Instant at, UUID before, int most) {
        if (!known.get(customer)) {
            return List.of();
        }
        return sql.sql(ADJUSTED)
                .param("customer", customer)
                .param("at", at == null ? null : at.atOffset(ZoneOffset.UTC))
                .param("before", before)
                .param("most", most)
                .query(DeskActRows::read)
                .list();
    }

    /** False when it was approved already. */
    public boolean approve(UUID id) {
        return sql.sql(APPROVE).param("id", id).update() == 1;
    }

    /** False when it had ended: another run of the job was first. */
    public boolean posted(UUID id, UUID posting, Instant at) {
        return end(id, State.POSTED, posting, at, null);
    }

    /** False when it had ended. */
    public boolean refused(UUID id, String reason, Instant at) {
        return end(id, State.REFUSED, null, at, reason);
    }

    private boolean end(
            UUID id, State state, @Nullable UUID posting, Instant at, @Nullable String reason) {
        return sql.sql(END)
                        .param("id", id)
                        .param("state", state.name())
                        .param("posting", posting)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("reason", reason)
                        .update()
                == 1;
    }

    @Override
    public void destroy() throws Exception {
        known.close();
    }

    private static Act read(ResultSet row, int n) throws SQLException {
        OffsetDateTime ended = row.getObject("ended_at", OffsetDateTime.class);
        return new Act(
                row.getObject("id", UUID.class),
                Kind.valueOf(row.getString("kind")),
                row.getObject("customer_id", UUID.class),
                row.getObject("order_id", UUID.class),
                new Money(row.getLong("amount"), Asset.valueOf(row.getString("asset"))),
                row.getString("reason_code"),
                row.getString("told"),
                row.getObject("drafted_by", UUID.class),
                State.valueOf(row.getString("state")),
                row.getObject("posting", UUID.class),
                ended == null ? null : ended.toInstant(),
                row.getString("refused_for"));
    }
}
