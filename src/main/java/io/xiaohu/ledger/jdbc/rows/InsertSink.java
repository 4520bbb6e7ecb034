package io.xiaohu.ledger.jdbc.rows;

import io.xiaohu.ledger.core.Micros;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows as a batch of one insert statement, for a few of them. */
final class InsertSink implements RowSink {

    private final Connection connection;
    private final PreparedStatement insert;
    private int column;

    InsertSink(Connection connection, PreparedStatement insert) {
        this.connection = connection;
        this.insert = insert;
    }

    @Override
    public void row() {
        column = 0;
    }

    @Override
    public void smallint(int value) throws SQLException {
        insert.setShort(++column, (short) value);
    }

    @Override
    public void bigint(long value) throws SQLException {
        insert.setLong(++column, value);
    }

    @Override
    public void uuid(@Nullable UUID value) throws SQLException {
        insert.setObject(++column, value, Types.OTHER);
    }

    @Override
    public void text(@Nullable String value) throws SQLException {
        insert.setString(++column, value);
    }

    @Override
    public void jsonb(@Nullable String value) throws SQLException {
        insert.setObject(++column, value, Types.OTHER);
    }

    @Override
    public void bytea(byte @Nullable [] value) throws SQLException {
        insert.setBytes(++column, value);
    }

    @Override
    public void timestamp(long micros) throws SQLException {
        insert.setObject(++column, Micros.toInstant(micros).atOffset(ZoneOffset.UTC));
    }

    @Override
    public void uuids(List<UUID> values) throws SQLException {
        insert.setArray(++column, connection.createArrayOf("uuid", values.toArray()));
    }

    @Override
    public void bigints(long[] values) throws SQLException {
        insert.setArray(++column, Columns.numbers(connection, "int8", values));
    }

    @Override
    public void end() throws SQLException {
        insert.addBatch();
    }
}
