package io.xiaohu.limits.jdbc;

import io.xiaohu.limits.core.ReportedPayee;
import io.xiaohu.limits.core.ReportedPayee.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of payees money must not go to. */
@Repository
public class ReportedPayeeRows {

    private static final String ALL =
            """
            select id, kind, customer_id, hash, shown, why, drafted_at, listed_at, removed_at
            from limits.reported_payee
            """;

    private static final String FIND = ALL + "where id = :id";

    private static final String LISTED = ALL + "where listed_at is not null and removed_at is null";

    private static final String LATEST = ALL + "order by drafted_at desc limit :most";

    private static final String DRAFT =
            """
            insert into limits.reported_payee (
                id, kind, customer_id, hash, shown, why, drafted_at)
            values (:id, :kind, :customer, :hash, :shown, :why, :now)
            """;

    private static final String ENLIST =
            "update limits.reported_payee set listed_at = :now where id = :id and listed_at is"
                    + " null";

    private static final String REMOVE =
            """
            update limits.reported_payee
            set removed_at = :now
            where id = :id
            and listed_at is not null
            and removed_at is null
            """;

    private static final String OWNED =
            """
            update limits.reported_payee
            set customer_id = :customer
            where kind = 'PHONE'
            and hash = any (:hashes)
            and customer_id is null
            and removed_at is null
            """;

    private final JdbcClient sql;
    private final Clock clock;

    ReportedPayeeRows(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    public List<ReportedPayee> listed() {
        return sql.sql(LISTED).query(ReportedPayeeRows::payee).list();
    }

    /** Listed, proposed and removed ones, the newest first. */
    public List<ReportedPayee> latest(int most) {
        return sql.sql(LATEST).param("most", most).query(ReportedPayeeRows::payee).list();
    }

    public Optional<ReportedPayee> find(UUID id) {
        return sql.sql(FIND).param("id", id).query(ReportedPayeeRows::payee).optional();
    }

    public void draft(ReportedPayee payee) {
        sql.sql(DRAFT)
                .param("id", payee.id())
                .param("kind", payee.kind().name())
                .param("customer", payee.customerId(), Types.OTHER)
                .param("hash", payee.hash(), Types.BINARY)
                .param("shown", payee.shown())
                .param("why", payee.why())
                .param("now", OffsetDateTime.now(clock))
                .update();
    }

    /** False when it is listed already. */
    public boolean enlist(UUID id) {
        return sql.sql(ENLIST).param("id", id).param("now", OffsetDateTime.now(clock)).update()
                == 1;
    }

    /** False when it is not on the list. */
    public boolean remove(UUID id) {
        return sql.sql(REMOVE).param("id", id).param("now", OffsetDateTime.now(clock)).update()
                == 1;
    }

    /**
     * Notes whose a phone is from now on.
     *
     * @return whether some entry waited for it
     */
    public boolean owned(byte[][] hashes, UUID customer) {
        return sql.sql(OWNED).param("hashes", hashes).param("customer", customer).update() > 0;
    }

    private static ReportedPayee payee(ResultSet row, int n) throws SQLException {
        return new ReportedPayee(
                row.getObject("id", UUID.class),
                Kind.valueOf(row.getString("kind")),
                row.getObject("customer_id", UUID.class),
                row.getBytes("hash"),
                row.getString("shown"),
                row.getString("why"),
                row.getObject("drafted_at", OffsetDateTime.class).toInstant(),
                instant(row, "listed_at"),
                instant(row, "removed_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
