package io.xiaohu.support.routing.jdbc;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of customers who need more care than others. */
@Repository
public class CareRows {

    private static final String SET =
            """
            insert into support.care_flag (customer_id, reason, staff_id, staff_name, at)
            values (:customer, :reason, :staff, :name, :now)
            on conflict (customer_id) do update
            set reason = excluded.reason, staff_id = excluded.staff_id,
                staff_name = excluded.staff_name, at = excluded.at
            """;

    private static final String REMOVE =
            "delete from support.care_flag where customer_id = :customer";

    private static final String IS_SET =
            "select exists (select from support.care_flag where customer_id = :customer)";

    private final JdbcClient sql;

    CareRows(JdbcClient sql) {
        this.sql = sql;
    }

    public void set(UUID customer, String reason, UUID staff, String name, Instant now) {
        sql.sql(SET)
                .param("customer", customer)
                .param("reason", reason)
                .param("staff", staff)
                .param("name", name)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Zero rows is fine: nobody said so. */
    public void remove(UUID customer) {
        sql.sql(REMOVE).param("customer", customer).update();
    }

    public boolean isSet(UUID customer) {
        return sql.sql(IS_SET).param("customer", customer).query(Boolean.class).single();
    }
}
