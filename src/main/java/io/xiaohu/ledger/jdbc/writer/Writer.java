package io.xiaohu.ledger.jdbc.writer;

import io.xiaohu.kernel.MoneyState;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.ledger.jdbc.rows.LedgerJson;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes batch after batch and keeps at each until its outcome is known. Nobody is answered before.
 *
 * <p>A deadlock or a serialization error is tried again after a short pause. A connection that
 * breaks is replaced, and the same batch is run again under the same ids: what had committed is
 * found. Any other error of the database is some command's fault: the batch is halved until that
 * command is alone with it.
 */
final class Writer implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

    private final WriterQueue queue;
    private final WriterSettings settings;
    private final Session session;
    private final Batch batches;

    Writer(WriterQueue queue, WriterSettings settings, Connections connections, LedgerJson json) {
        this.queue = queue;
        this.settings = settings;
        this.session = new Session(connections, settings);
        this.batches = new Batch(json);
    }

    @Override
    public void run() {
        try (session) {
            for (List<Pending> batch = queue.take(); !batch.isEmpty(); batch = queue.take()) {
                handle(batch);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void handle(List<Pending> batch) {
        try {
            write(batch, false);
        } catch (Batch.AccountNeededException needed) {
            rollBack();
            queue.putBack(batch, needed::tellIt);
            return;
        } catch (RuntimeException | Error bug) {
            LOG.error("a batch of {} failed", batch.size(), bug);
            session.broken();
            IllegalStateException why =
                    new IllegalStateException("the ledger's writer failed", bug);
            batch.forEach(pending -> pending.answer().completeExceptionally(why));
        }
        queue.done(batch);
    }

    /**
     * Writes the batch and answers everybody in it.
     *
     * @param committedPerhaps whether an earlier try of it may have been committed
     */
    private void write(List<Pending> batch, boolean committedPerhaps) {
        long giveUpAt = System.nanoTime() + settings.retryPatience().toNanos();
        boolean mayBeCommitted = committedPerhaps;
        for (int attempt = 0; ; attempt++) {
            Trouble trouble;
            try {
                Connection connection = session.connection();
                Batch.Applied applied = batches.apply(connection, batch);
                if (!applied.wrote()) {
                    connection.rollback();
                } else if (!commit(connection)) {
                    mayBeCommitted = true;
                    pause(attempt);
                    continue;
                }
                applied.results().forEach((pending, results) -> pending.answer().complete(results));
                return;
            } catch (Batch.AccountsOpenedException again) {
                continue;
            } catch (SQLException e) {
                trouble = Trouble.of(e);
                LOG.debug("a batch of {} met {}", batch.size(), trouble, e);
                if (trouble == Trouble.OF_A_COMMAND && rollBack()) {
                    splitOrFail(batch, mayBeCommitted, e);
                    return;
                }
                if (trouble == Trouble.OF_THE_CONNECTION || !rollBack()) {
                    session.broken();
                }
            }
            boolean patienceIsOver = !mayBeCommitted && System.nanoTime() > giveUpAt;
            if (patienceIsOver || Thread.currentThread().isInterrupted()) {
                LOG.warn(
                        "a batch of {} was given up; perhaps done: {}",
                        batch.size(),
                        mayBeCommitted);
                fail(batch, unavailable(mayBeCommitted));
                return;
            }
            pause(attempt);
        }
    }

    /**
     * @return false when nobody knows whether it was committed
     */
    private boolean commit(Connection connection) throws SQLException {
        try {
            connection.commit();
            return true;
        } catch (SQLException e) {
            if (Trouble.of(e) == Trouble.OF_ITS_COMPANY) {
                throw e;
            }
            LOG.warn("a connection broke during commit; what it committed is looked up", e);
            session.broken();
            return false;
        }
    }

    private void splitOrFail(List<Pending> batch, boolean mayBeCommitted, SQLException e) {
        if (batch.size() == 1) {
            LOG.error("the database refused a command", e);
            fail(batch, new IllegalStateException("the database refused the command", e));
            return;
        }
        int half = batch.size() / 2;
        write(batch.subList(0, half), mayBeCommitted);
        write(batch.subList(half, batch.size()), mayBeCommitted);
    }

    private static RuntimeException unavailable(boolean mayBeCommitted) {
        Problem problem = Problem.of(Reason.UNAVAILABLE);
        return (mayBeCommitted ? problem.money(MoneyState.CHECKING) : problem).exception();
    }

    private static void fail(List<Pending> batch, RuntimeException why) {
        batch.forEach(pending -> pending.answer().completeExceptionally(why));
    }

    private boolean rollBack() {
        try {
            session.connection().rollback();
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private static void pause(int attempt) {
        long longest =
                Math.min(LONGEST_PAUSE.toNanos(), FIRST_PAUSE.toNanos() << Math.min(attempt, 10));
        LockSupport.parkNanos(longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1));
    }

    /** Whose fault an error of the database is. */
    enum Trouble {
        /** Deadlock, serialization or lock timeout: the same batch can go through in a moment. */
        OF_ITS_COMPANY,
        /** The connection or the server is gone, or does not answer in time. */
        OF_THE_CONNECTION,
        /** Anything else: one of the commands cannot be written. */
        OF_A_COMMAND;

        static Trouble of(SQLException e) {
            String state = e.getSQLState();
            if (state == null || state.startsWith("08") || state.startsWith("57P")) {
                return OF_THE_CONNECTION;
            }
            if (state.startsWith("53") || state.startsWith("58") || state.startsWith("XX")) {
                return OF_THE_CONNECTION;
            }
            return switch (state) {
                case "40001", "40P01", "55P03", "57014" -> OF_ITS_COMPANY;
                case "25P03", "25006" -> OF_THE_CONNECTION;
                default -> OF_A_COMMAND;
            };
        }
    }
}
