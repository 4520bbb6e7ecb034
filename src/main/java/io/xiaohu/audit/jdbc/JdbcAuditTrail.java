package io.xiaohu.audit.jdbc;

import io.xiaohu.audit.AuditLine;
import io.xiaohu.audit.AuditLines;
import io.xiaohu.audit.AuditTrail;
import io.xiaohu.audit.core.AuditChain;
import io.xiaohu.audit.core.ChainWalk;
import io.xiaohu.kernel.AuditHead;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

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

    private static final AuditLines.Wanted EVERYTHING =
            new AuditLines.Wanted(null, null, null, null, null);

    private record Head(long n, byte[] hash) {}

    private final JdbcClient sql;
    private final Clock clock;
    private final AuditLines lines;
    private final TransactionTemplate transactions;

    JdbcAuditTrail(
            JdbcClient sql, Clock clock, AuditLines lines, TransactionTemplate transactions) {
        this.transactions = transactions;
        this.sql = sql;
        this.clock = clock;
        this.lines = lines;
    }

    @Override
    public void record(String actor, String action, String subject, Map<String, String> details) {
        Map<String, String> written = Map.copyOf(details);
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

    private void add(String actor, String action, String subject, Map<String, String> details) {
        Head head =
                sql.sql(LOCK_HEAD)
                        .query((row, n) -> new Head(row.getLong("n"), row.getBytes("hash")))
                        .single();
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        AuditLine line = new AuditLine(head.n() + 1, at, actor, action, subject, details, "");
        byte[] hash = AuditChain.hash(head.hash(), line);
        sql.sql(ADD)
                .param("n", line.number())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("actor", actor)
                .param("action", action)
                .param("subject", subject)
                .param("details", AuditChain.canonical(details))
                .param("hash", hash)
                .update();
        sql.sql(MOVE_HEAD).param("n", line.number()).param("hash", hash).update();
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
    public OptionalLong firstBreak() {
        ChainWalk walk = new ChainWalk();
        lines.each(EVERYTHING, walk);
        return walk.firstBreak();
    }
}
