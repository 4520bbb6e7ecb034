package io.xiaohu.support.jdbc;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which conversations a guest's cookie opens, and which are one person's, guest or customer. */
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

    /** A request stays its own; a call has its end of its own. */
    private static final String MERGEABLE =
            """
            select other.id
            from support.conversation one
            join support.conversation other
                on other.customer_id = one.customer_id
                or other.guest_hash = one.guest_hash
            where one.id = :id
            and other.id <> one.id
            and other.state <> 'CLOSED'
            and not other.as_request
            and other.channel <> 'PHONE'
            order by other.last_at desc
            limit 50
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

    /** The same person's other conversations that have not ended, the latest first. */
    public List<UUID> mergeable(UUID id) {
        return sql.sql(MERGEABLE)
                .param("id", id)
                .query((row, n) -> row.getObject("id", UUID.class))
                .list();
    }

    /** Zero rows is fine: a guest need not have asked anything. */
    public void join(byte[] guest, UUID customer) {
        sql.sql(JOIN_GUEST).param("guest", guest).param("customer", customer).update();
    }
}
