package io.xiaohu.identity.jdbc;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Closed customers whose ledger accounts are still to be closed. */
@Repository
public class BooksToClose {

    /** One that could not be closed is tried again after this. */
    private static final Duration LEASE = Duration.ofMinutes(1);

    private static final String BEGIN =
            """
            update identity.customer
            set books_close_at = :now
            where id = :id
            and status = 'CLOSED'
            """;

    private static final String TAKE_DUE =
            """
            update identity.customer
            set books_close_at = :lease
            where id in (
                select id
                from identity.customer
                where books_close_at <= :now
                order by books_close_at
                limit :most
                for update skip locked)
            returning id
            """;

    private static final String DONE =
            "update identity.customer set books_close_at = null where id = :id";

    private final JdbcClient sql;
    private final Clock clock;

    BooksToClose(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** In the transaction that closes the customer's account. */
    public void begin(UUID customer) {
        int rows =
                sql.sql(BEGIN)
                        .param("id", customer)
                        .param("now", OffsetDateTime.now(clock))
                        .update();
        if (rows != 1) {
            throw new IllegalStateException("not closed: " + customer);
        }
    }

    /** Those whose turn it is; nobody else gets them for a while. */
    public List<UUID> takeDue(int most) {
        OffsetDateTime now = OffsetDateTime.now(clock);
        return sql.sql(TAKE_DUE)
                .param("now", now)
                .param("lease", now.plus(LEASE))
                .param("most", most)
                .query((row, n) -> row.getObject("id", UUID.class))
                .list();
    }

    public void done(UUID customer) {
        sql.sql(DONE).param("id", customer).update();
    }
}
