package io.xiaohu.identity.jdbc;

import io.xiaohu.kernel.PasswordHashes;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The passwords a customer had, as hashes: with the one in use the last five, and no more. */
@Repository
public class FormerPasswords {

    private static final int KEPT = 4;

    private static final String HASHES =
            """
            select password_hash
            from identity.former_password
            where customer_id = :customer
            order by until desc
            limit :kept
            """;

    private static final String KEEP =
            """
            insert into identity.former_password (customer_id, password_hash, until)
            select id, password_hash, :now
            from identity.customer
            where id = :customer
            """;

    /** Zero rows is fine: there are not that many yet. */
    private static final String FORGET =
            """
            delete from identity.former_password
            where customer_id = :customer
            and until not in (
                select until
                from identity.former_password
                where customer_id = :customer
                order by until desc
                limit :kept)
            """;

    private final JdbcClient sql;
    private final Clock clock;
    private final JdbcCustomers customers;

    FormerPasswords(JdbcClient sql, Clock clock, JdbcCustomers customers) {
        this.sql = sql;
        this.clock = clock;
        this.customers = customers;
    }

    /** Whether this is the password in use or one of the four before it. */
    public boolean has(UUID customer, String password) {
        return PasswordHashes.matches(password, customers.passwordHash(customer))
                || sql
                        .sql(HASHES)
                        .param("customer", customer)
                        .param("kept", KEPT)
                        .query(String.class)
                        .list()
                        .stream()
                        .anyMatch(hash -> PasswordHashes.matches(password, hash));
    }

    /** Sets another password, in the caller's transaction. */
    public void replace(UUID customer, String hash) {
        OffsetDateTime now = OffsetDateTime.now(clock);
        sql.sql(KEEP).param("customer", customer).param("now", now).update();
        customers.setPassword(customer, hash, now);
        sql.sql(FORGET).param("customer", customer).param("kept", KEPT).update();
    }
}
