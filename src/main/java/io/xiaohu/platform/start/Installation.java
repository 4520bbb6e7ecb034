package io.xiaohu.platform.start;

import io.xiaohu.kernel.Keyring;
import io.xiaohu.platform.database.ServerRole;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Checks, before the server starts, that the database can be reached, is set up so that commits
 * last, belongs to this key file and is of this mode.
 */
final class Installation {

    private static final byte[] FINGERPRINT_OF =
            "the key file that belongs to this database".getBytes(StandardCharsets.UTF_8);

    private static final String IS_MARKED =
            "select to_regclass('platform.installation') is not null";
    private static final String FIND = "select mode, key_fingerprint from platform.installation";
    private static final String UNSAFE_SETTINGS =
            """
            select string_agg(name, ', ')
            from pg_settings
            where name in ('fsync', 'full_page_writes')
            and setting = 'off'
            """;

    private Installation() {}

    /**
     * @throws StartFailure when the database must not be used as it is
     */
    static void check(String jdbcUrl, Properties login, boolean demo, Keyring keys) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl, login)) {
            String unsafe = text(connection, UNSAFE_SETTINGS);
            if (unsafe != null && !demo) {
                throw new StartFailure(
                        "The database has "
                                + unsafe
                                + " switched off and could lose money in a crash; switch it on.");
            }
            if ("t".equals(text(connection, IS_MARKED))) {
                checkMark(connection, demo, keys);
            }
            ensureRole(connection);
        } catch (SQLException e) {
            throw new StartFailure(
                    "The database cannot be reached (" + reason(e) + "); check --db.");
        }
    }

    private static void ensureRole(Connection connection) {
        try {
            ServerRole.ensure(connection);
        } catch (SQLException e) {
            throw new StartFailure(
                    "The database user needs the right to create the role xiaohu_app once, or to"
                            + " belong to it: "
                            + reason(e)
                            + ".");
        }
    }

    /** What is stored to recognise the key file: a keyed hash that tells nothing of the keys. */
    static byte[] fingerprint(Keyring keys) {
        return keys.mac(Keyring.Purpose.IDEMPOTENCY, FINGERPRINT_OF);
    }

    static boolean belongs(Keyring keys, byte[] fingerprint) {
        return keys.macMatches(Keyring.Purpose.IDEMPOTENCY, FINGERPRINT_OF, fingerprint);
    }

    private static void checkMark(Connection connection, boolean demo, Keyring keys)
            throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(FIND)) {
            if (!row.next()) {
                return;
            }
            boolean isDemo = row.getString(1).equals("DEMO");
            if (isDemo && !demo) {
                throw new StartFailure(
                        "This is a demo database; start with --demo, or use another.");
            }
            if (!isDemo && demo) {
                throw new StartFailure(
                        "This database holds real accounts; a demo needs one of its own.");
            }
            if (!belongs(keys, row.getBytes(2))) {
                throw new StartFailure(
                        "The key file in the data folder does not belong to this database; put the"
                                + " right "
                                + KeyFile.NAME
                                + " there.");
            }
        }
    }

    private static @Nullable String text(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getString(1) : null;
        }
    }

    /** The driver's first sentence; the advice after it is for whoever wrote the driver. */
    private static String reason(SQLException e) {
        String line = String.valueOf(e.getMessage()).lines().findFirst().orElse("no answer");
        int end = line.indexOf(". ");
        String sentence = end < 0 ? line : line.substring(0, end);
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }
}
