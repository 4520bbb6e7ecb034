package io.xiaohu.verification;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Which class an account has. */
@Service
public class AccountClasses {

    private static final String FIND =
            """
            select class
            from verification.classification
            where customer_id = :customer
            """;

    private static final String RAISE =
            """
            insert into verification.classification (customer_id, class, since)
            values (:customer, :class, :since)
            on conflict (customer_id)
            do update set class = excluded.class, since = excluded.since
            where classification.class < excluded.class
            """;

    private final JdbcClient sql;
    private final Clock clock;

    AccountClasses(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    public AccountClass of(UUID customer) {
        return sql.sql(FIND)
                .param("customer", customer)
                .query(String.class)
                .optional()
                .map(AccountClass::valueOf)
                .orElse(AccountClass.I);
    }

    /**
     * Raises the class after the checks for it have passed; a class is never lowered here (zero
     * rows are fine).
     */
    public void raise(UUID customer, AccountClass to) {
        sql.sql(RAISE)
                .param("customer", customer)
                .param("class", to.name())
                .param("since", OffsetDateTime.now(clock))
                .update();
    }
}
