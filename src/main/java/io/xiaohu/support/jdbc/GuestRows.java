package io.xiaohu.support.jdbc;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which conversations a guest's cookie opens. */
@Repository
public class GuestRows {

    private static final String OF_GUEST =
            """
            select id
            from support.conversation
            where guest_hash = :guest
            order by last_at desc
            limit 20
            """;

    private static final String GUEST_OF =
            "select guest_hash from support.conversation where id = :id";

    private static final String JOIN_GUEST =
            """
            update support.conversation
            set customer_id = :customer, guest_hash = null
            where guest_hash = :guest
            and customer_id is null
            """;

    private static final String SAME_GUEST =
            """
            select count(distinct guest_hash) = 1 and count(guest_hash) = 2
            from support.conversation
            where id in (:one, :other)
            """;

    private final JdbcClient sql;

    GuestRows(JdbcClient sql) {
        this.sql = sql;
    }

    /** The latest first. */
    public List<UUID> of(byte[] guest) {
        return sql.sql(OF_GUEST)
                .param("guest", guest)
                .query((row, n) -> row.getObject("id", UUID.class))
                .list();
    }

    /** Whether a guest's cookie opens this conversation. */
    public boolean isTheirs(UUID id, byte[] guest) {
        return sql.sql(GUEST_OF)
                .param("id", id)
                .query((row, n) -> Arrays.equals(row.getBytes("guest_hash"), guest))
                .optional()
                .orElse(false);
    }

    /** Whether one and the same guest opened both. */
    public boolean isOneGuests(UUID one, UUID other) {
        return sql.sql(SAME_GUEST)
                .param("one", one)
                .param("other", other)
                .query(Boolean.class)
                .single();
    }

    /** Zero rows is fine: a guest need not have asked anything. */
    public void join(byte[] guest, UUID customer) {
        sql.sql(JOIN_GUEST).param("guest", guest).param("customer", customer).update();
    }
}
