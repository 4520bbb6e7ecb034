package io.xiaohu.ledger.proof.verify;

import io.xiaohu.ledger.core.Micros;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * The rows of a query as PostgreSQL's binary COPY sends them (documentation of COPY, "Binary
 * Format"): one after another, as fast as they are read, none kept. Columns are read in order. Who
 * stops before the last row has to end the connection, which is busy with sending.
 */
final class CopyRows {

    private static final int SIGNATURE_BYTES = 11;
    private static final long EPOCH_MICROS = Micros.of(Instant.parse("2000-01-01T00:00:00Z"));

    private final CopyOut out;
    private ByteBuffer row = ByteBuffer.allocate(0);
    private boolean headerIsRead;

    CopyRows(Connection connection, String query) throws SQLException {
        this.out =
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyOut("copy (" + query + ") to stdout (format binary)");
    }

    /**
     * Goes to the next row.
     *
     * @return false when there is none
     */
    boolean next() throws SQLException {
        byte[] data = out.readFromCopy();
        if (data == null) {
            return false;
        }
        row = ByteBuffer.wrap(data);
        if (!headerIsRead) {
            headerIsRead = true;
            row.position(SIGNATURE_BYTES + Integer.BYTES);
            row.position(row.getInt() + row.position());
            if (!row.hasRemaining()) {
                return next();
            }
        }
        if (row.getShort() >= 0) {
            return true;
        }
        return next();
    }

    int smallint() {
        row.getInt();
        return row.getShort();
    }

    long bigint() {
        row.getInt();
        return row.getLong();
    }

    @Nullable Long nullableBigint() {
        return row.getInt() < 0 ? null : Long.valueOf(row.getLong());
    }

    boolean bool() {
        row.getInt();
        return row.get() != 0;
    }

    long micros() {
        return bigint() + EPOCH_MICROS;
    }

    UUID uuid() {
        row.getInt();
        return new UUID(row.getLong(), row.getLong());
    }

    @Nullable UUID nullableUuid() {
        return row.getInt() < 0 ? null : new UUID(row.getLong(), row.getLong());
    }

    String text() {
        String text = nullableText();
        return text == null ? "" : text;
    }

    @Nullable String nullableText() {
        byte[] bytes = nullableBytes();
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    /** A jsonb column, which begins with the version of its format. */
    @Nullable String nullableJsonb() {
        byte[] bytes = nullableBytes();
        return bytes == null
                ? null
                : new String(bytes, 1, bytes.length - 1, StandardCharsets.UTF_8);
    }

    byte[] bytes() {
        byte[] bytes = nullableBytes();
        return bytes == null ? new byte[0] : bytes;
    }

    byte @Nullable [] nullableBytes() {
        int length = row.getInt();
        if (length < 0) {
            return null;
        }
        byte[] bytes = new byte[length];
        row.get(bytes);
        return bytes;
    }

    UUID[] uuids() {
        UUID[] values = new UUID[arrayLength()];
        for (int i = 0; i < values.length; i++) {
            values[i] = uuid();
        }
        return values;
    }

    long[] bigints() {
        long[] values = new long[arrayLength()];
        for (int i = 0; i < values.length; i++) {
            values[i] = bigint();
        }
        return values;
    }

    /** Skips columns that nobody wants. */
    void skip(int columns) {
        for (int i = 0; i < columns; i++) {
            int length = row.getInt();
            row.position(row.position() + Math.max(0, length));
        }
    }

    /** The length of an array of one dimension without nulls; it has no dimension when empty. */
    private int arrayLength() {
        row.getInt();
        int dimensions = row.getInt();
        row.position(row.position() + 2 * Integer.BYTES);
        if (dimensions == 0) {
            return 0;
        }
        int length = row.getInt();
        row.getInt();
        return length;
    }
}
