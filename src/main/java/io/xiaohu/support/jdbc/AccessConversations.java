package io.xiaohu.support.jdbc;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which conversations are about somebody's getting in. */
@Repository
public class AccessConversations {

    /** Ordered, so that two who say something in all of them wait for each other in one order. */
    private static final String OPEN =
            """
            select id
            from support.conversation
            where state <> 'CLOSED'
            and (
                (subject_kind = 'SIGN_IN' and subject_id = :event)
                or (customer_id = :customer and topic in ('SIGN_IN', 'LOCK', 'SAFETY')))
            order by id
            """;

    private final JdbcClient sql;

    AccessConversations(JdbcClient sql) {
        this.sql = sql;
    }

    /** The open ones about a sign-in, and those of its customer about getting in and safety. */
    public List<UUID> open(@Nullable UUID event, @Nullable UUID customer) {
        return sql.sql(OPEN)
                .param("event", event)
                .param("customer", customer)
                .query((row, n) -> row.getObject("id", UUID.class))
                .list();
    }
}
