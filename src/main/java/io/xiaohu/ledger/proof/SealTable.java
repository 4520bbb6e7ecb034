package io.xiaohu.ledger.proof;

import io.xiaohu.ledger.core.Micros;
import java.nio.ByteBuffer;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Seals as the database keeps them; the server can add one and change none. */
@Repository
public class SealTable {

    private static final String COLUMNS =
            """
            select number, horizon, accounts, root, event_numbers, audit_head, previous,
                public_key, signature
            from ledger.seal
            """;

    private static final String ALL = COLUMNS + "order by number";
    private static final String LAST = COLUMNS + "order by number desc limit 1";

    private static final String FIND = COLUMNS + "where number = :number";

    /** The first that has everything booked before a time. */
    private static final String COVERING =
            COLUMNS + "where horizon >= :until order by number limit 1";

    private static final String ADD =
            """
            insert into ledger.seal (number, horizon, accounts, root, event_numbers, audit_head,
                previous, public_key, signature)
            values (:number, :horizon, :accounts, :root, :eventNumbers, :auditHead,
                :previous, :publicKey, :signature)
            """;

    private final JdbcClient sql;

    SealTable(JdbcClient sql) {
        this.sql = sql;
    }

    public List<Seal> all() {
        return sql.sql(ALL).query((row, n) -> seal(row)).list();
    }

    Optional<Seal> last() {
        return sql.sql(LAST).query((row, n) -> seal(row)).optional();
    }

    Optional<Seal> find(long number) {
        return sql.sql(FIND).param("number", number).query((row, n) -> seal(row)).optional();
    }

    Optional<Seal> covering(long untilMicros) {
        return sql.sql(COVERING)
                .param("until", time(untilMicros))
                .query((row, n) -> seal(row))
                .optional();
    }

    void add(Seal seal) {
        sql.sql(ADD)
                .param("number", seal.number())
                .param("horizon", time(seal.horizonMicros()))
                .param("accounts", seal.accounts())
                .param("root", seal.root())
                .param("eventNumbers", seal.eventNumbers().toArray(Long[]::new))
                .param("auditHead", auditHead(seal))
                .param("previous", seal.previous())
                .param("publicKey", seal.publicKey())
                .param("signature", seal.signature())
                .update();
    }

    static OffsetDateTime time(long micros) {
        return Micros.toInstant(micros).atOffset(ZoneOffset.UTC);
    }

    static long micros(ResultSet row, String column) throws SQLException {
        return Micros.of(row.getObject(column, OffsetDateTime.class).toInstant());
    }

    private static byte[] auditHead(Seal seal) {
        return ByteBuffer.allocate(Long.BYTES + seal.auditHash().length)
                .putLong(seal.auditNumber())
                .put(seal.auditHash())
                .array();
    }

    private static Seal seal(ResultSet row) throws SQLException {
        byte[] auditHead = row.getBytes("audit_head");
        boolean whole = auditHead.length >= Long.BYTES;
        Array events = row.getArray("event_numbers");
        return new Seal(
                row.getLong("number"),
                micros(row, "horizon"),
                row.getLong("accounts"),
                row.getBytes("root"),
                List.of((Long[]) events.getArray()),
                whole ? ByteBuffer.wrap(auditHead).getLong() : -1,
                whole ? Arrays.copyOfRange(auditHead, Long.BYTES, auditHead.length) : auditHead,
                row.getBytes("previous"),
                row.getBytes("public_key"),
                row.getBytes("signature"));
    }
}
