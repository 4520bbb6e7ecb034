package io.xiaohu.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xiaohu.kernel.Ids;
import io.xiaohu.testing.IntegrationTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The trail shows who touched it. */
@IntegrationTest
class AuditTrailIntegrationTests {

    @Autowired private AuditTrail trail;
    @Autowired private JdbcClient sql;
    @Autowired private TransactionTemplate transactions;

    @Test
    void entriesWrittenAtOnceFormOneChain() throws Exception {
        long before = intact();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> started = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                started.add(threads.submit(() -> record("thing:" + Ids.next())));
            }
            for (Future<?> future : started) {
                future.get();
            }
        }
        assertThat(intact()).isGreaterThanOrEqualTo(before + 20);
    }

    @Test
    void anEntryOfARolledBackActIsNotThere() {
        String subject = "thing:" + Ids.next();
        transactions.executeWithoutResult(status -> {
            record(subject);
            status.setRollbackOnly();
        });
        assertThat(count(subject)).isZero();
        transactions.executeWithoutResult(status -> record(subject));
        assertThat(count(subject)).isOne();
    }

    @Test
    void theServersRoleMayNotRewriteHistory() {
        record("thing:" + Ids.next());
        for (String attempt :
                List.of(
                        "update audit.line set action = 'NOTHING'",
                        "delete from audit.line",
                        "truncate audit.line")) {
            assertThatThrownBy(() -> sql.sql(attempt).update())
                    .rootCause()
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void aRowThatSomebodyChangedOrRemovedIsFound() {
        for (int i = 0; i < 3; i++) {
            record("thing:" + Ids.next());
        }
        long last = intact();
        for (String tampering :
                List.of(
                        "update audit.line set details = '{}'::jsonb where n = :n",
                        "update audit.line set at = at + interval '1 second' where n = :n",
                        "update audit.line set actor = 'x' where n = :n",
                        "delete from audit.line where n = :n")) {
            transactions.executeWithoutResult(status -> {
                sql.sql("set local role none").update();
                sql.sql(tampering).param("n", last - 1).update();
                assertThat(trail.firstBreak()).hasValue(last - 1);
                status.setRollbackOnly();
            });
        }
        intact();
    }

    private void record(String subject) {
        trail.record("test", "TRIED", subject, Map.of("b", "2", "a", "1"));
    }

    private long count(String subject) {
        return sql.sql("select count(*) from audit.line where subject = :subject")
                .param("subject", subject)
                .query(Long.class)
                .single();
    }

    private long intact() {
        assertThat(trail.firstBreak()).isEmpty();
        return sql.sql("select count(*) from audit.line").query(Long.class).single();
    }
}
