package io.xiaohu.identity.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** A payment PIN as its row has it, with what is on record of wrong tries. */
record StoredPin(byte[] salt, byte[] mac, int wrong, int locks, @Nullable Instant lockedUntil) {

    static StoredPin of(ResultSet row) throws SQLException {
        OffsetDateTime until = row.getObject("locked_until", OffsetDateTime.class);
        return new StoredPin(
                row.getBytes("salt"),
                row.getBytes("mac"),
                row.getInt("wrong"),
                row.getInt("locks"),
                until == null ? null : until.toInstant());
    }

    /** Whether nothing wrong was ever tried since the last right one. */
    boolean isClean() {
        return wrong == 0 && locks == 0 && lockedUntil == null;
    }
}
