package io.xiaohu.ledger.proof;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps money from leaving while the database knows less than what was sealed: what was paid out in
 * the lost time would be paid out again. It stands in the database, for all processes, until two
 * people have looked and released it.
 */
@Component
public class OutgoingGate {

    private static final String REASON = "select reason from ledger.gate";

    private static final String CLOSE =
            """
            insert into ledger.gate (reason)
            values (:reason)
            on conflict (only_row) do nothing
            """;

    private static final String FIRST_RELEASE =
            """
            update ledger.gate
            set first_release = :name
            where first_release is null
            """;

    /** Whoever releases it second is another; the row is locked, so two at once go in turn. */
    private static final String OPEN =
            """
            delete from ledger.gate
            where first_release <> :name
            """;

    private final JdbcClient sql;

    public OutgoingGate(JdbcClient sql) {
        this.sql = sql;
    }

    /** What a release came to. */
    public enum Release {
        NOT_CLOSED,
        ANOTHER_IS_NEEDED,
        OPEN
    }

    /** Why nothing may leave; empty when it may. */
    public Optional<String> closedBecause() {
        return sql.sql(REASON).query(String.class).optional();
    }

    void close(String reason) {
        sql.sql(CLOSE).param("reason", reason).update();
    }

    /**
     * Releases it for one of two people.
     *
     * @param name who says that the books are reconciled
     */
    @Transactional
    public Release release(String name) {
        if (closedBecause().isEmpty()) {
            return Release.NOT_CLOSED;
        }
        if (sql.sql(FIRST_RELEASE).param("name", name).update() > 0) {
            return Release.ANOTHER_IS_NEEDED;
        }
        return sql.sql(OPEN).param("name", name).update() > 0
                ? Release.OPEN
                : Release.ANOTHER_IS_NEEDED;
    }
}
