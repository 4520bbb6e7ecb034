package io.xiaohu.identity.jdbc;

import io.xiaohu.identity.Customer;
import io.xiaohu.identity.Freeze;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of freezes, and the state of the customers they are about. */
@Repository
public class FreezeRows {

    private static final String COLUMNS =
            """
            select id, customer_id, cause, reason, event_id, frozen_by, since, lifted_at
            from identity.account_freeze
            """;

    private static final String FIND = COLUMNS + "where id = :id";

    private static final String OF_CUSTOMER =
            COLUMNS + "where customer_id = :customer order by since desc, id desc";

    /** Whoever freezes or unfreezes holds the customer's row, so that one goes after the other. */
    private static final String LOCK_CUSTOMER =
            "select status from identity.customer where id = :id for update";

    private static final String SET_STATUS =
            "update identity.customer set status = :status where id = :id";

    private static final String INSERT =
            """
            insert into identity.account_freeze (
                id, customer_id, cause, reason, event_id, frozen_by, since)
            values (:id, :customer, :cause, :reason, :event, :by, :since)
            """;

    private static final String LIFT =
            """
            update identity.account_freeze
            set lifted_at = :at, proposal_id = :proposal
            where id = :id
            and lifted_at is null
            """;

    private static final String DISOWN =
            """
            insert into identity.disowned_event (event_id, freeze_id, at)
            values (:event, :freeze, :at)
            on conflict (event_id) do nothing
            """;

    private final JdbcClient sql;

    FreezeRows(JdbcClient sql) {
        this.sql = sql;
    }

    public Optional<Customer.Status> lockCustomer(UUID id) {
        return sql.sql(LOCK_CUSTOMER)
                .param("id", id)
                .query((row, n) -> Customer.Status.valueOf(row.getString("status")))
                .optional();
    }

    public void setStatus(UUID customer, Customer.Status status) {
        requireOne(
                sql.sql(SET_STATUS).param("id", customer).param("status", status.name()).update());
    }

    public void insert(Freeze freeze) {
        sql.sql(INSERT)
                .param("id", freeze.id())
                .param("customer", freeze.customerId())
                .param("cause", freeze.cause().name())
                .param("reason", freeze.reason())
                .param("event", freeze.eventId())
                .param("by", freeze.frozenBy())
                .param("since", freeze.since().atOffset(ZoneOffset.UTC))
                .update();
    }

    public void lift(UUID freeze, UUID proposal, OffsetDateTime at) {
        requireOne(
                sql.sql(LIFT)
                        .param("id", freeze)
                        .param("proposal", proposal)
                        .param("at", at)
                        .update());
    }

    /**
     * @return false when the customer said so before
     */
    public boolean disown(UUID event, UUID freeze, OffsetDateTime at) {
        return sql.sql(DISOWN)
                        .param("event", event)
                        .param("freeze", freeze)
                        .param("at", at)
                        .update()
                == 1;
    }

    public Optional<Freeze> find(UUID id) {
        return sql.sql(FIND).param("id", id).query(FreezeRows::read).optional();
    }

    /** All of a customer's, the newest first. */
    public List<Freeze> of(UUID customer) {
        return sql.sql(OF_CUSTOMER).param("customer", customer).query(FreezeRows::read).list();
    }

    private static Freeze read(ResultSet row, int n) throws SQLException {
        OffsetDateTime lifted = row.getObject("lifted_at", OffsetDateTime.class);
        return new Freeze(
                row.getObject("id", UUID.class),
                row.getObject("customer_id", UUID.class),
                Freeze.Cause.valueOf(row.getString("cause")),
                row.getString("reason"),
                row.getObject("event_id", UUID.class),
                row.getObject("frozen_by", UUID.class),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                lifted == null ? null : lifted.toInstant());
    }

    private static void requireOne(int rows) {
        if (rows != 1) {
            throw new IllegalStateException("the row to change is not there");
        }
    }
}
