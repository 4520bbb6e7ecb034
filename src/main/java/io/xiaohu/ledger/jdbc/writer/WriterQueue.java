package io.xiaohu.ledger.jdbc.writer;

import io.xiaohu.ledger.AccountRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits for the writers, in order of arrival. Open batches share no account: what touches a
 * busy account waits, and whatever shares an account with something that waits, waits behind it. So
 * the order for every account is the order of arrival.
 */
final class WriterQueue {

    /** How long a batch smaller than a quarter waits for company while another one is open. */
    private static final long COMPANY_NANOS = TimeUnit.MICROSECONDS.toNanos(600);

    private final int mostInBatch;
    private final int mostWaiting;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition company = lock.newCondition();
    private final Condition place = lock.newCondition();
    private final LinkedList<Pending> waiting = new LinkedList<>();
    private final Set<AccountRef> busy = new HashSet<>();
    private int idleWriters;
    private int openBatches;
    private boolean closed;

    WriterQueue(int mostInBatch, int mostWaiting) {
        this.mostInBatch = mostInBatch;
        this.mostWaiting = mostWaiting;
    }

    /**
     * Waits for a place and takes it.
     *
     * @return false when there was no place in time, or the queue is closed
     */
    boolean offer(Pending pending, Duration patience) throws InterruptedException {
        long left = patience.toNanos();
        lock.lockInterruptibly();
        try {
            while (!closed && waiting.size() >= mostWaiting) {
                if (left <= 0) {
                    return false;
                }
                left = place.awaitNanos(left);
            }
            if (closed) {
                return false;
            }
            waiting.add(pending);
            if (waiting.size() >= mostInBatch / 4) {
                company.signal();
            }
            if (idleWriters > 0 && !touchesAny(pending, busy)) {
                work.signal();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes back what no writer has taken yet.
     *
     * @return false when one has
     */
    boolean withdraw(Pending pending) {
        lock.lock();
        try {
            return waiting.remove(pending);
        } finally {
            lock.unlock();
        }
    }

    /**
     * The next batch: as much of what waits as can go together. Waits until there is some.
     *
     * @return empty when the queue is closed and nothing is left
     */
    List<Pending> take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                if (openBatches > 0 && !waiting.isEmpty() && waiting.size() < mostInBatch / 4) {
                    awaitCompany();
                }
                List<Pending> batch = select();
                if (!batch.isEmpty() || (closed && waiting.isEmpty())) {
                    return batch;
                }
                idleWriters++;
                try {
                    work.await();
                } finally {
                    idleWriters--;
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** The batch is done with, and what it kept waiting can go on. */
    void done(List<Pending> batch) {
        lock.lock();
        try {
            batch.forEach(pending -> busy.removeAll(pending.touched()));
            openBatches--;
            wakeWriters();
        } finally {
            lock.unlock();
        }
    }

    /** Puts a batch back to the front, to be taken again with what it touches by now. */
    void putBack(List<Pending> batch, Runnable learn) {
        lock.lock();
        try {
            batch.forEach(pending -> busy.removeAll(pending.touched()));
            openBatches--;
            learn.run();
            waiting.addAll(0, batch);
            wakeWriters();
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more; what waits is still done. */
    void close() {
        lock.lock();
        try {
            closed = true;
            wakeWriters();
            place.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Takes back all that waits, when no writer will come for it any more. */
    List<Pending> abandon() {
        lock.lock();
        try {
            List<Pending> left = List.copyOf(waiting);
            waiting.clear();
            return left;
        } finally {
            lock.unlock();
        }
    }

    private void wakeWriters() {
        work.signalAll();
        company.signalAll();
    }

    private void awaitCompany() throws InterruptedException {
        long left = COMPANY_NANOS;
        while (left > 0 && openBatches > 0 && waiting.size() < mostInBatch / 4 && !closed) {
            left = company.awaitNanos(left);
        }
    }

    private List<Pending> select() {
        List<Pending> batch = new ArrayList<>();
        Set<AccountRef> blocked = new HashSet<>();
        int commands = 0;
        for (Iterator<Pending> each = waiting.iterator(); each.hasNext(); ) {
            Pending next = each.next();
            boolean fits =
                    batch.isEmpty()
                            || (!next.isTogether()
                                    && commands + next.commands().size() <= mostInBatch);
            if (!fits) {
                break;
            }
            if (touchesAny(next, busy) || touchesAny(next, blocked)) {
                blocked.addAll(next.touched());
                continue;
            }
            each.remove();
            batch.add(next);
            commands += next.commands().size();
            if (next.isTogether()) {
                break;
            }
        }
        if (!batch.isEmpty()) {
            batch.forEach(pending -> busy.addAll(pending.touched()));
            openBatches++;
            place.signalAll();
        }
        return batch;
    }

    private static boolean touchesAny(Pending pending, Set<AccountRef> accounts) {
        if (accounts.isEmpty()) {
            return false;
        }
        for (AccountRef ref : pending.touched()) {
            if (accounts.contains(ref)) {
                return true;
            }
        }
        return false;
    }
}
