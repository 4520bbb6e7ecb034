package io.xiaohu.support.jdbc;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How far each side of a conversation has got; it only ever grows. */
@Repository
public class ReadRows {

    private static final String READ_CUSTOMER =
            """
            update support.conversation
            set customer_read = greatest(customer_read, least(:seq, last_seq)),
                customer_got = greatest(customer_got, least(:seq, last_seq))
            where id = :id
            and customer_read < least(:seq, last_seq)
            """;

    private static final String READ_STAFF =
            """
            update support.conversation
            set staff_read = greatest(staff_read, least(:seq, last_seq))
            where id = :id
            and staff_read < least(:seq, last_seq)
            """;

    private static final String GOT =
            """
            update support.conversation
            set customer_got = greatest(customer_got, least(:seq, last_seq))
            where id = :id
            and customer_got < least(:seq, last_seq)
            """;

    private final JdbcClient sql;

    ReadRows(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * @return false when it was read that far before
     */
    public boolean read(UUID id, long seq, boolean staff) {
        return sql.sql(staff ? READ_STAFF : READ_CUSTOMER)
                        .param("id", id)
                        .param("seq", seq)
                        .update()
                == 1;
    }

    /**
     * A device of the customer's has fetched the lines up to one.
     *
     * @return false when one had them before
     */
    public boolean got(UUID id, long seq) {
        return sql.sql(GOT).param("id", id).param("seq", seq).update() == 1;
    }
}
