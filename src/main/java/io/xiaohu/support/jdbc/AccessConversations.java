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
            with recursive about (id, state, continued_in) as (
                select id, state, continued_in
                from support.conversation
                where (state <> 'CLOSED' or continued_in is not null)
                and (
                    (subject_kind = 'SIGN_IN' and subject_id = :event)
                    or (customer_id = :customer and topic in ('SIGN_IN', 'LOCK', 'SAFETY')))
                union
                select c.id, c.state, c.continued_in
                from support.conversation c
                join about a on a.continued_in = c.id)
            select id
            from about
            where state <> 'CLOSED'
            order by id
            """;

    private final JdbcClient sql;

    AccessConversations(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * The open ones about a sign-in, and those of its customer about getting in and safety; where
     * one goes on in another, that one.
     */
    public List<UUID> open(@Nullable UUID event, @Nullable UUID customer) {
        return sql.sql(OPEN)
                .param("event", event)
                .param("customer", customer)
                .query((row, n) -> row.getObject("id", UUID.class))
                .list();
    }
}
