package io.xiaohu.wallet;

import io.xiaohu.kernel.KeptByCustomer;
import io.xiaohu.kernel.Keyring;
import io.xiaohu.kernel.Signals;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What customers write beside their own bills. Only the one who wrote a note reads it: not the
 * other side, not staff, and not who sees the database, since it is sealed.
 */
@Repository
public class BillNotes implements DisposableBean {

    private static final String WRITE =
            """
            insert into wallet.note (customer_id, movement_id, sealed, written_at)
            values (:customer, :movement, :sealed, :now)
            on conflict (customer_id, movement_id) do update
            set sealed = excluded.sealed, written_at = excluded.written_at
            """;

    private static final String REMOVE =
            """
            delete from wallet.note
            where customer_id = :customer
            and movement_id = :movement
            """;

    private static final String READ =
            """
            select movement_id, sealed, written_at
            from wallet.note
            where customer_id = :customer
            and movement_id = any (:movements)
            """;

    private static final String ANY =
            "select exists (select from wallet.note where customer_id = :customer)";

    private final JdbcClient sql;
    private final Keyring keyring;
    private final Clock clock;

    /** Whether somebody ever wrote one: most people never do. */
    private final KeptByCustomer<Boolean> writers;

    BillNotes(JdbcClient sql, Keyring keyring, Clock clock, Signals signals) {
        this.sql = sql;
        this.keyring = keyring;
        this.clock = clock;
        this.writers = new KeptByCustomer<>(signals, "notes", this::writes);
    }

    /** A note and when it was written last. */
    public record Note(String text, Instant writtenAt) {}

    /** Writes the note in place of any before it; an empty one takes it away. */
    public void write(UUID customer, UUID movement, String text) {
        if (text.isEmpty()) {
            // Zero rows is fine: there was none.
            sql.sql(REMOVE).param("customer", customer).param("movement", movement).update();
            return;
        }
        sql.sql(WRITE)
                .param("customer", customer)
                .param("movement", movement)
                .param(
                        "sealed",
                        keyring.seal(
                                Keyring.Purpose.PERSONAL_DATA,
                                text.getBytes(StandardCharsets.UTF_8),
                                place(customer, movement)))
                .param("now", OffsetDateTime.now(clock))
                .update();
        writers.changed(customer);
    }

    /** The customer's notes on these movements, by movement. */
    public Map<UUID, Note> of(UUID customer, Collection<UUID> movements) {
        Map<UUID, Note> notes = new HashMap<>();
        if (!movements.isEmpty() && writers.get(customer)) {
            sql.sql(READ)
                    .param("customer", customer)
                    .param("movements", movements.toArray(UUID[]::new))
                    .query(row -> {
                        notes.put(row.getObject("movement_id", UUID.class), note(row, customer));
                    });
        }
        return notes;
    }

    private boolean writes(UUID customer) {
        return sql.sql(ANY).param("customer", customer).query(Boolean.class).single();
    }

    @Override
    public void destroy() throws Exception {
        writers.close();
    }

    private Note note(ResultSet row, UUID customer) throws SQLException {
        byte[] text =
                keyring.open(
                        Keyring.Purpose.PERSONAL_DATA,
                        row.getBytes("sealed"),
                        place(customer, row.getObject("movement_id", UUID.class)));
        return new Note(
                new String(text, StandardCharsets.UTF_8),
                row.getObject("written_at", OffsetDateTime.class).toInstant());
    }

    /** A note that somebody moved to another row does not open there. */
    private static byte[] place(UUID customer, UUID movement) {
        return ByteBuffer.allocate(32)
                .putLong(customer.getMostSignificantBits())
                .putLong(customer.getLeastSignificantBits())
                .putLong(movement.getMostSignificantBits())
                .putLong(movement.getLeastSignificantBits())
                .array();
    }
}
