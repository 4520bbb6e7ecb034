package io.xiaohu.ledger.jdbc.rows;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Turns a list of things into the arrays a statement unnests again. */
final class Columns {

    private Columns() {}

    /** One value of each. */
    interface Column<T> {
        @Nullable Object of(T thing);
    }

    static <T> Array array(
            Connection connection, String type, Collection<? extends T> of, Column<T> value)
            throws SQLException {
        @Nullable Object[] values = new @Nullable Object[of.size()];
        int n = 0;
        for (T thing : of) {
            values[n++] = value.of(thing);
        }
        return connection.createArrayOf(type, values);
    }
}
