package io.xiaohu.ledger.jdbc.writer;

import io.xiaohu.ledger.LedgerCommand;
import io.xiaohu.ledger.jdbc.rows.LedgerJson;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * What group commit is measured against: the same rules and the same rows in one transaction for
 * each command, made by the caller's thread on one of some connections.
 */
public final class OneByOne implements AutoCloseable {

    private static final int TRIES = 50;

    private final BlockingQueue<Worker> free;
    private final List<Worker> all;

    private record Worker(Session session, Batch batch) {}

    public OneByOne(Connections connections, LedgerJson json, int sessions) {
        this.all =
                java.util.stream.IntStream.range(0, sessions)
                        .mapToObj(n ->
                                new Worker(
                                        new Session(connections, WriterSettings.SHIPPED),
                                        new Batch(json)))
                        .toList();
        this.free = new ArrayBlockingQueue<>(sessions, false, all);
    }

    public Result write(LedgerCommand command) throws InterruptedException, SQLException {
        Worker worker = free.take();
        try {
            return write(worker, new Pending(command));
        } finally {
            free.add(worker);
        }
    }

    private static Result write(Worker worker, Pending pending) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                var connection = worker.session().connection();
                Batch.Applied applied = worker.batch().apply(connection, List.of(pending));
                connection.commit();
                return applied.results().getOrDefault(pending, List.of()).getFirst();
            } catch (Batch.AccountsOpenedException again) {
                continue;
            } catch (SQLException e) {
                worker.session().connection().rollback();
                if (attempt == TRIES) {
                    throw e;
                }
            }
        }
    }

    @Override
    public void close() {
        all.forEach(worker -> worker.session().close());
    }
}
