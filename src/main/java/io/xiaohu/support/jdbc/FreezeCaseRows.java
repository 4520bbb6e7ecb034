package io.xiaohu.support.jdbc;

import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which conversation is about which freeze. */
@Repository
public class FreezeCaseRows {

    /** Makes two events about one freeze go one after the other. */
    private static final String ONE_AT_A_TIME =
            "select pg_advisory_xact_lock(hashtextextended(:freeze, 81420003))";

    private static final String FIND =
            """
            with recursive goes_on (id) as (
                select conversation_id
                from support.freeze_case
                where freeze_id = :freeze
                union
                select c.continued_in
                from support.conversation c
                join goes_on g on g.id = c.id
                where c.continued_in is not null)
            select c.id
            from support.conversation c
            join goes_on g on g.id = c.id
            where c.continued_in is null
            """;

    private static final String INSERT =
            """
            insert into support.freeze_case (freeze_id, conversation_id)
            values (:freeze, :conversation)
            """;

    /** What lists show of a conversation nobody has written in yet. */
    private static final String INTRODUCE =
            "update support.conversation set last_text = :text where id = :conversation";

    private final JdbcClient sql;

    FreezeCaseRows(JdbcClient sql) {
        this.sql = sql;
    }

    public void lock(UUID freeze) {
        sql.sql(ONE_AT_A_TIME).param("freeze", freeze.toString()).query((row, n) -> true).list();
    }

    /** The conversation about a freeze, or the one that one goes on in. */
    public Optional<UUID> find(UUID freeze) {
        return sql.sql(FIND).param("freeze", freeze).query(UUID.class).optional();
    }

    public void insert(UUID freeze, UUID conversation, String opening) {
        sql.sql(INTRODUCE).param("conversation", conversation).param("text", opening).update();
        sql.sql(INSERT).param("freeze", freeze).param("conversation", conversation).update();
    }
}
