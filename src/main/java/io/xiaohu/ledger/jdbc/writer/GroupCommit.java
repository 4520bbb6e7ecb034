package io.xiaohu.ledger.jdbc.writer;

import io.xiaohu.kernel.MoneyState;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.ledger.LedgerCommand;
import io.xiaohu.ledger.Partition;
import io.xiaohu.ledger.jdbc.rows.LedgerJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The writers and what waits for them. A caller's thread waits here until its answer is certain.
 */
public final class GroupCommit implements AutoCloseable {

    private static final Duration DRAIN = Duration.ofSeconds(30);

    private final WriterSettings settings;
    private final Set<Integer> partitions;
    private final WriterQueue queue;
    private final List<Thread> writers = new ArrayList<>();

    /** Starts the writers of all partitions. */
    public GroupCommit(Connections connections, LedgerJson json, WriterSettings settings) {
        this(connections, json, settings, Partition.ALL);
    }

    /**
     * Starts the writers; they connect when there is something to write.
     *
     * @param partitions where they write, and nowhere else: with the tables spread over machines
     *     there is one of these for each machine
     */
    public GroupCommit(
            Connections connections,
            LedgerJson json,
            WriterSettings settings,
            Set<Integer> partitions) {
        this.settings = settings;
        this.partitions = Set.copyOf(partitions);
        this.queue = new WriterQueue(settings.mostInBatch(), settings.mostWaiting());
        for (int i = 1; i <= settings.writers(); i++) {
            Writer writer = new Writer(queue, settings, connections, json);
            writers.add(Thread.ofPlatform().name("ledger-writer-" + i).start(writer));
        }
    }

    /**
     * Hands a command over and waits.
     *
     * @throws io.xiaohu.kernel.ProblemException UNAVAILABLE; the money is said to be checked when
     *     the command may have been committed
     */
    public Result write(LedgerCommand command) {
        Pending pending = new Pending(command);
        enqueue(pending);
        return await(pending).getFirst();
    }

    /** Hands commands over that are done together or not at all, and waits. */
    public List<Result> writeTogether(List<? extends LedgerCommand> commands) {
        Pending pending = Pending.together(commands);
        enqueue(pending);
        return await(pending);
    }

    /**
     * Hands many commands over, a batch's worth at a time so that others' go in between, and waits
     * for all. What could not be done has failed with the reason.
     */
    public List<Result> writeEach(List<? extends LedgerCommand> commands) {
        Semaphore window = new Semaphore(2 * settings.mostInBatch());
        List<Pending> all = new ArrayList<>(commands.size());
        for (LedgerCommand command : commands) {
            Pending pending = new Pending(command);
            all.add(pending);
            try {
                takePlace(window);
                pending.answer().whenComplete((done, failed) -> window.release());
                enqueue(pending);
            } catch (RuntimeException full) {
                pending.answer().completeExceptionally(full);
            }
        }
        List<Result> results = new ArrayList<>(all.size());
        for (Pending pending : all) {
            try {
                results.add(await(pending).getFirst());
            } catch (RuntimeException failed) {
                results.add(new Result.Failed(failed));
            }
        }
        return results;
    }

    /** Takes no more, finishes what waits, and ends the writers; what is left then is not done. */
    @Override
    public void close() {
        queue.close();
        try {
            for (Thread writer : writers) {
                if (!writer.join(DRAIN)) {
                    writer.interrupt();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            RuntimeException notDone = Problem.of(Reason.UNAVAILABLE).exception();
            queue.abandon().forEach(left -> left.answer().completeExceptionally(notDone));
        }
    }

    /** Waits until earlier commands of the same call are answered, but no longer than for one. */
    private void takePlace(Semaphore window) {
        try {
            if (!window.tryAcquire(settings.answerPatience().toMillis(), TimeUnit.MILLISECONDS)) {
                throw Problem.of(Reason.UNAVAILABLE).exception();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.of(Reason.UNAVAILABLE).exception();
        }
    }

    private void enqueue(Pending pending) {
        if (!pending.touched().stream().allMatch(ref -> partitions.contains(ref.partition()))) {
            throw new IllegalArgumentException("an account lies in a partition written elsewhere");
        }
        try {
            if (!queue.offer(pending, settings.placePatience())) {
                throw Problem.of(Reason.UNAVAILABLE).exception();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.of(Reason.UNAVAILABLE).exception();
        }
    }

    private List<Result> await(Pending pending) {
        CompletableFuture<List<Result>> answer = pending.answer();
        try {
            return answer.get(settings.answerPatience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known
                    ? known
                    : new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw givenUp(pending);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw givenUp(pending);
        }
    }

    /** What no writer has begun is not done; anything else may be committed any moment. */
    private RuntimeException givenUp(Pending pending) {
        Problem unavailable = Problem.of(Reason.UNAVAILABLE);
        return queue.withdraw(pending)
                ? unavailable.exception()
                : unavailable.money(MoneyState.CHECKING).exception();
    }
}
