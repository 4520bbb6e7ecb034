package io.xiaohu.ledger.jdbc;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.xiaohu.kernel.Asset;
import io.xiaohu.kernel.Money;
import io.xiaohu.ledger.AccountRef;
import io.xiaohu.ledger.Ledger;
import io.xiaohu.ledger.LedgerCommand;
import io.xiaohu.ledger.PostingId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Gives back what holds set aside for a limited time. They count as expired before, by the clock.
 */
@Configuration(proxyBeanMethods = false)
class HoldExpiry {

    private static final Logger LOG = LoggerFactory.getLogger(HoldExpiry.class);

    private static final String DUE =
            """
            select h.id, h.amount, a.p, a.owner, a.purpose, a.asset
            from ledger.hold h
            join ledger.account a on a.p = h.p and a.id = h.account
            where h.state = 'HELD'
            and h.expires_at <= now()
            order by h.expires_at
            limit 500
            """;

    @Bean
    RecurringTask<Void> expireHolds(JdbcClient sql, Ledger ledger) {
        return Tasks.recurring("expire-holds", FixedDelay.of(Duration.ofSeconds(2)))
                .execute((instance, context) -> {
                    List<LedgerCommand.Expire> due =
                            sql.sql(DUE).query((row, n) -> expire(row)).list();
                    if (!due.isEmpty()) {
                        ledger.applyEach(due).forEach(HoldExpiry::note);
                    }
                });
    }

    /** One that cannot be given back never stops the others; it is tried again. */
    private static void note(Ledger.BulkResult result) {
        if (result instanceof Ledger.BulkResult.Failed failed) {
            LOG.warn("a hold could not be given back yet", failed.why());
        }
    }

    private static LedgerCommand.Expire expire(ResultSet row) throws SQLException {
        PostingId hold = new PostingId(row.getObject("id", UUID.class));
        UUID owner = row.getObject("owner", UUID.class);
        Asset asset = Asset.valueOf(row.getString("asset"));
        AccountRef account =
                new AccountRef(
                        row.getInt("p"),
                        owner,
                        AccountRef.Purpose.valueOf(row.getString("purpose")),
                        asset);
        return LedgerCommand.Expire.of(hold, account, new Money(row.getLong("amount"), asset));
    }
}
