package io.xiaohu.support.search;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.xiaohu.support.Topic;
import io.xiaohu.support.search.jdbc.BackfillRows;
import io.xiaohu.support.search.jdbc.BackfillRows.Line;
import io.xiaohu.support.search.jdbc.BackfillRows.State;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes lines findable that were written before there was a search, the latest first, some hundreds
 * a transaction. How far it is stands in the database: a server that stops is continued by any
 * other.
 */
@Component
public class SearchBackfill {

    private static final int LINES = 500;
    private static final int ROUNDS = 200;

    private final BackfillRows rows;
    private final SearchIndex index;
    private final TransactionTemplate transactions;
    private final Clock clock;

    SearchBackfill(
            BackfillRows rows, SearchIndex index, TransactionTemplate transactions, Clock clock) {
        this.rows = rows;
        this.index = index;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** How many lines are in, of how many. */
    public record Progress(long done, long all) {}

    /** Empty once everything is in. */
    public Optional<Progress> progress() {
        State state = rows.state();
        return state.finished()
                ? Optional.empty()
                : Optional.of(new Progress(state.done(), Math.max(state.done(), state.all())));
    }

    void run() {
        for (int round = 0; round < ROUNDS; round++) {
            if (!Boolean.TRUE.equals(transactions.execute(status -> someMore()))) {
                return;
            }
        }
    }

    private boolean someMore() {
        State state = rows.lock().orElse(null);
        if (state == null) {
            return false;
        }
        List<Line> lines = rows.older(state.before(), LINES);
        if (lines.isEmpty()) {
            rows.finish(clock.instant());
            return false;
        }
        long n = state.nextN();
        for (Line line : lines) {
            Topic topic = Topic.valueOf(line.topic());
            if (index.add(n, line.conversation(), line.seq(), topic, line.text(), line.at())) {
                n--;
            }
        }
        rows.move(lines.getLast().id(), n, lines.size());
        return true;
    }

    /** The job that does it; with everything in it is one look at one row. */
    @Configuration(proxyBeanMethods = false)
    static class Job {
        @Bean
        RecurringTask<Void> fillSearch(SearchBackfill backfill) {
            return Tasks.recurring("fill-conversation-search", FixedDelay.of(Duration.ofMinutes(1)))
                    .execute((instance, context) -> backfill.run());
        }
    }
}
