package io.xiaohu.audit.jdbc;

import io.xiaohu.audit.AuditTrail;
import io.xiaohu.kernel.AuditHead;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Links each line to the one before it under the head's row lock, which is taken right before the
 * commit: nobody waits for the trail while a call does its work, and no two calls for each other.
 */
@Component
class JdbcAuditTrail implements AuditTrail, AuditHead {

    private static final String LOCK_HEAD = "select n, hash from audit.head for update";

    private static final String LAST = "select n, hash from audit.head";

    private static final String HASH_OF = "select hash from audit.line where n = :n";

    private static final String MOVE_HEAD = "update audit.head set n = :n, hash = :hash";

    private static final String ADD =
            """
            insert into audit.line (n, at, actor, action, subject, details, hash)
            values (:n, :at, :actor, :action, :subject, :details::jsonb, :hash)
            """;

    private static final String WALK =
            """
            select n, at, actor, action, subject, details::text as details, hash
            from audit.line
            order by n
            """;

    private record Head(long n, byte[] hash) {}

    private record Line(
            long n, Instant at, String actor, String action, String subject, String details) {}

    private final JdbcClient sql;
    private final Clock clock;
    private final JsonMapper json;
    private final TransactionTemplate transactions;

    JdbcAuditTrail(JdbcClient sql, Clock clock, JsonMapper json, TransactionTemplate transactions) {
        this.transactions = transactions;
        this.sql = sql;
        this.clock = clock;
        this.json = json;
    }

    @Override
    public void record(String actor, String action, String subject, Map<String, String> details) {
        String written = canonical(details);
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            transactions.executeWithoutResult(status -> add(actor, action, subject, written));
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void beforeCommit(boolean readOnly) {
                        add(actor, action, subject, written);
                    }
                });
    }

    private void add(String actor, String action, String subject, String details) {
        Head head =
                sql.sql(LOCK_HEAD)
                        .query((row, n) -> new Head(row.getLong("n"), row.getBytes("hash")))
                        .single();
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Line line = new Line(head.n() + 1, at, actor, action, subject, details);
        byte[] hash = hash(head.hash(), line);
        sql.sql(ADD)
                .param("n", line.n())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("actor", actor)
                .param("action", action)
                .param("subject", subject)
                .param("details", line.details())
                .param("hash", hash)
                .update();
        sql.sql(MOVE_HEAD).param("n", line.n()).param("hash", hash).update();
    }

    @Override
    @Transactional(readOnly = true)
    public AuditHead.Line last() {
        return sql.sql(LAST)
                .query((row, n) -> new AuditHead.Line(row.getLong("n"), row.getBytes("hash")))
                .single();
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<byte[]> hashOf(long number) {
        return sql.sql(HASH_OF)
                .param("n", number)
                .query((row, n) -> row.getBytes("hash"))
                .optional();
    }

    @Override
    @Transactional(readOnly = true)
    public OptionalLong firstBreak() {
        byte[] before = {};
        long expected = 1;
        for (Map<String, ?> row : sql.sql(WALK).query().listOfRows()) {
            Line line =
                    new Line(
                            expected,
                            instant(row),
                            text(row, "actor"),
                            text(row, "action"),
                            text(row, "subject"),
                            canonical(details(row)));
            byte[] hash = hash(before, line);
            boolean whole =
                    row.get("n") instanceof Long n
                            && n == expected
                            && row.get("hash") instanceof byte[] stored
                            && MessageDigest.isEqual(stored, hash);
            if (!whole) {
                return OptionalLong.of(expected);
            }
            before = hash;
            expected++;
        }
        return OptionalLong.empty();
    }

    private static byte[] hash(byte[] before, Line line) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(before);
            for (String part :
                    new String[] {
                        Long.toString(line.n()),
                        line.at().toString(),
                        line.actor(),
                        line.action(),
                        line.subject(),
                        line.details()
                    }) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                sha.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
                sha.update(bytes);
            }
            return sha.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }

    private String canonical(Map<String, String> details) {
        return json.writeValueAsString(new TreeMap<>(details));
    }

    private Map<String, String> details(Map<String, ?> row) {
        Map<String, String> details = new TreeMap<>();
        json.readTree(text(row, "details"))
                .properties()
                .forEach(field -> details.put(field.getKey(), field.getValue().asString()));
        return details;
    }

    private static String text(Map<String, ?> row, String column) {
        return String.valueOf(row.get(column));
    }

    private static Instant instant(Map<String, ?> row) {
        return switch (row.get("at")) {
            case Timestamp timestamp -> timestamp.toInstant();
            case OffsetDateTime at -> at.toInstant();
            case null, default -> Instant.EPOCH;
        };
    }
}
