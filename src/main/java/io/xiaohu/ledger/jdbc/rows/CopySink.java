package io.xiaohu.ledger.jdbc.rows;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows in PostgreSQL's binary COPY format (documentation of COPY, "Binary Format"), gathered in
 * memory and sent at once.
 */
final class CopySink implements RowSink {

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', -1, '\r', '\n', 0};
    private static final int FLAGS_AND_EXTENSION = 8;
    private static final int MISSING = -1;
    private static final int JSONB_VERSION = 1;
    private static final int UUID_OID = 2950;
    private static final int INT8_OID = 20;
    private static final int UUID_BYTES = 16;
    private static final int ARRAY_HEADER_BYTES = 20;
    private static final int BYTES_A_ROW = 420;

    /** PostgreSQL counts from 2000-01-01. */
    private static final long EPOCH_MICROS = 946_684_800_000_000L;

    private final short columns;
    private ByteBuffer bytes;

    CopySink(int columns, int rows) {
        this.columns = (short) columns;
        this.bytes =
                ByteBuffer.allocate(SIGNATURE.length + FLAGS_AND_EXTENSION + rows * BYTES_A_ROW);
        bytes.put(SIGNATURE).putInt(0).putInt(0);
    }

    /** Sends what was gathered with a statement {@code copy … from stdin (format binary)}. */
    void send(Connection connection, String copy) throws SQLException {
        room(Short.BYTES).putShort((short) MISSING);
        CopyIn in = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy);
        try {
            in.writeToCopy(bytes.array(), 0, bytes.position());
            in.endCopy();
        } finally {
            if (in.isActive()) {
                in.cancelCopy();
            }
        }
    }

    @Override
    public void row() {
        room(Short.BYTES).putShort(columns);
    }

    @Override
    public void smallint(int value) {
        room(Integer.BYTES + Short.BYTES).putInt(Short.BYTES).putShort((short) value);
    }

    @Override
    public void bigint(long value) {
        room(Integer.BYTES + Long.BYTES).putInt(Long.BYTES).putLong(value);
    }

    @Override
    public void uuid(@Nullable UUID value) {
        if (value == null) {
            missing();
        } else {
            put(room(Integer.BYTES + UUID_BYTES), value);
        }
    }

    @Override
    public void text(@Nullable String value) {
        bytea(value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void jsonb(@Nullable String value) {
        if (value == null) {
            missing();
            return;
        }
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        room(Integer.BYTES + 1 + text.length)
                .putInt(1 + text.length)
                .put((byte) JSONB_VERSION)
                .put(text);
    }

    @Override
    public void bytea(byte @Nullable [] value) {
        if (value == null) {
            missing();
        } else {
            room(Integer.BYTES + value.length).putInt(value.length).put(value);
        }
    }

    @Override
    public void timestamp(long micros) {
        bigint(micros - EPOCH_MICROS);
    }

    @Override
    public void uuids(List<UUID> values) {
        array(UUID_OID, values.size(), Integer.BYTES + UUID_BYTES);
        values.forEach(value -> put(bytes, value));
    }

    @Override
    public void bigints(long[] values) {
        array(INT8_OID, values.length, Integer.BYTES + Long.BYTES);
        for (long value : values) {
            bytes.putInt(Long.BYTES).putLong(value);
        }
    }

    @Override
    public void end() {
        // A row is as long as its columns; nothing marks its end.
    }

    /** An array of one dimension, without nulls, counted from 1; an empty one has none. */
    private void array(int type, int length, int elementBytes) {
        if (length == 0) {
            room(Integer.BYTES + 3 * Integer.BYTES)
                    .putInt(3 * Integer.BYTES)
                    .putInt(0)
                    .putInt(0)
                    .putInt(type);
            return;
        }
        int size = ARRAY_HEADER_BYTES + length * elementBytes;
        room(Integer.BYTES + size)
                .putInt(size)
                .putInt(1)
                .putInt(0)
                .putInt(type)
                .putInt(length)
                .putInt(1);
    }

    private static void put(ByteBuffer to, UUID value) {
        to.putInt(UUID_BYTES)
                .putLong(value.getMostSignificantBits())
                .putLong(value.getLeastSignificantBits());
    }

    private void missing() {
        room(Integer.BYTES).putInt(MISSING);
    }

    private ByteBuffer room(int more) {
        if (bytes.remaining() < more) {
            int size = Math.max(2 * bytes.capacity(), bytes.position() + more);
            bytes = ByteBuffer.wrap(Arrays.copyOf(bytes.array(), size)).position(bytes.position());
        }
        return bytes;
    }
}
