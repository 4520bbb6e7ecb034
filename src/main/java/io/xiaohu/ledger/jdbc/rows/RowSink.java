package io.xiaohu.ledger.jdbc.rows;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes the values of a row one after another, in the order of the table's columns. */
interface RowSink {

    /** Begins a row. */
    void row() throws SQLException;

    void smallint(int value) throws SQLException;

    void bigint(long value) throws SQLException;

    void uuid(@Nullable UUID value) throws SQLException;

    void text(@Nullable String value) throws SQLException;

    void jsonb(@Nullable String value) throws SQLException;

    void bytea(byte @Nullable [] value) throws SQLException;

    /** A moment in microseconds since 1970. */
    void timestamp(long micros) throws SQLException;

    void uuids(List<UUID> values) throws SQLException;

    void bigints(long[] values) throws SQLException;

    /** Ends the row. */
    void end() throws SQLException;
}
