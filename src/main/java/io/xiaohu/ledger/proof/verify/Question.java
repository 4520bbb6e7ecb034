package io.xiaohu.ledger.proof.verify;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Asks the database for the first row that should not be there. */
record Question(Connection connection) {

    /**
     * @param sentence what is wrong when there is one, with a place for each of its columns
     */
    void requireNone(String query, String sentence) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            if (row.next()) {
                Object[] facts = new Object[row.getMetaData().getColumnCount()];
                for (int i = 0; i < facts.length; i++) {
                    facts[i] = row.getObject(i + 1);
                }
                throw new BreakFoundException(sentence.formatted(facts));
            }
        }
    }

    long number(String query) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
