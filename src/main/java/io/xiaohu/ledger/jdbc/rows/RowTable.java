package io.xiaohu.ledger.jdbc.rows;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;

/**
 * A table rows are only ever added to: many at once by COPY, a few by a batch of inserts, which
 * cost less below about fifty.
 */
final class RowTable<R> {

    private static final int FEW = 50;

    private final int columns;
    private final String copy;
    private final String insert;
    private final Mapping<R> mapping;

    /** Puts a row's values in the order of the columns. */
    interface Mapping<R> {
        void put(R row, RowSink sink) throws SQLException;
    }

    RowTable(String table, List<String> columns, Mapping<R> mapping) {
        String names = String.join(", ", columns);
        this.columns = columns.size();
        this.copy = "copy %s (%s) from stdin (format binary)".formatted(table, names);
        String values = String.join(", ", Collections.nCopies(columns.size(), "?"));
        this.insert = "insert into %s (%s) values (%s)".formatted(table, names, values);
        this.mapping = mapping;
    }

    void add(Connection connection, List<R> rows) throws SQLException {
        if (rows.size() < FEW) {
            insert(connection, rows);
        } else {
            copy(connection, rows);
        }
    }

    private void insert(Connection connection, List<R> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            putAll(rows, new InsertSink(connection, statement));
            statement.executeBatch();
        }
    }

    private void copy(Connection connection, List<R> rows) throws SQLException {
        CopySink sink = new CopySink(columns, rows.size());
        putAll(rows, sink);
        sink.send(connection, copy);
    }

    private void putAll(List<R> rows, RowSink sink) throws SQLException {
        for (R row : rows) {
            sink.row();
            mapping.put(row, sink);
            sink.end();
        }
    }
}
