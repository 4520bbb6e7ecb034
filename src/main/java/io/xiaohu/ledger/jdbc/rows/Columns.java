package io.xiaohu.ledger.jdbc.rows;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Turns a list of things into the arrays a statement unnests again. Arrays of numbers go over the
 * wire in binary, the others as text.
 */
final class Columns {

    private Columns() {}

    /** A text of each, or none. */
    interface Text<T> {
        @Nullable String of(T thing);
    }

    static <T> Array smallints(
            Connection connection, Collection<? extends T> of, ToIntFunction<T> value)
            throws SQLException {
        short[] values = new short[of.size()];
        int n = 0;
        for (T thing : of) {
            values[n++] = (short) value.applyAsInt(thing);
        }
        return numbers(connection, "int2", values);
    }

    static <T> Array bigints(
            Connection connection, Collection<? extends T> of, ToLongFunction<T> value)
            throws SQLException {
        long[] values = new long[of.size()];
        int n = 0;
        for (T thing : of) {
            values[n++] = value.applyAsLong(thing);
        }
        return numbers(connection, "int8", values);
    }

    static <T> Array booleans(Connection connection, Collection<? extends T> of, Predicate<T> value)
            throws SQLException {
        boolean[] values = new boolean[of.size()];
        int n = 0;
        for (T thing : of) {
            values[n++] = value.test(thing);
        }
        return numbers(connection, "bool", values);
    }

    static <T> Array uuids(
            Connection connection, Collection<? extends T> of, Function<T, UUID> value)
            throws SQLException {
        Object[] values = new Object[of.size()];
        int n = 0;
        for (T thing : of) {
            values[n++] = value.apply(thing);
        }
        return connection.createArrayOf("uuid", values);
    }

    static <T> Array texts(Connection connection, Collection<? extends T> of, Text<T> value)
            throws SQLException {
        @Nullable Object[] values = new @Nullable Object[of.size()];
        int n = 0;
        for (T thing : of) {
            values[n++] = value.of(thing);
        }
        return connection.createArrayOf("text", values);
    }

    static <T> Array byteas(
            Connection connection, Collection<? extends T> of, Function<T, byte[]> value)
            throws SQLException {
        byte[][] values = new byte[of.size()][];
        int n = 0;
        for (T thing : of) {
            values[n++] = value.apply(thing);
        }
        return connection.createArrayOf("bytea", values);
    }

    /** The driver takes arrays of primitives, which JDBC does not know. */
    static Array numbers(Connection connection, String type, Object primitives)
            throws SQLException {
        return connection.unwrap(PGConnection.class).createArrayOf(type, primitives);
    }
}
