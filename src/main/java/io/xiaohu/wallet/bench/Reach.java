package io.xiaohu.wallet.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Who was to receive what, and who did when. Times are those of {@link System#nanoTime()}. */
final class Reach {

    private static final double NANOS_A_MILLI = 1e6;

    /** A line and one of those it is for. */
    private record Delivery(ChatClient receiver, UUID conversation, long seq) {}

    /** When a receiver was last cut off, before it came back and received this. */
    private record Received(long at, long cutAt) {}

    /** A stored line for one receiver, who was connected or not when it was sent. */
    private record Expected(Delivery delivery, long sentAt, boolean connected, boolean timed) {}

    private final Queue<Expected> expected = new ConcurrentLinkedQueue<>();
    private final Map<Delivery, Received> received = new ConcurrentHashMap<>();
    private final AtomicLong duplicates = new AtomicLong();
    private final AtomicLong outOfOrder = new AtomicLong();

    /** What came of it. */
    record Outcome(
            long expected,
            long received,
            long duplicates,
            long outOfOrder,
            double p50,
            double p99,
            double catchUpP99,
            double catchUpMost,
            long caughtUp) {
        double reach() {
            return expected == 0 ? 0 : (double) received / expected;
        }
    }

    void expect(
            ChatClient receiver,
            UUID conversation,
            long seq,
            long sentAt,
            boolean connected,
            boolean timed) {
        expected.add(
                new Expected(new Delivery(receiver, conversation, seq), sentAt, connected, timed));
    }

    void received(ChatClient receiver, UUID conversation, long seq, long cutAt) {
        Received now = new Received(System.nanoTime(), cutAt);
        if (received.putIfAbsent(new Delivery(receiver, conversation, seq), now) != null) {
            duplicates.incrementAndGet();
        }
    }

    void duplicate() {
        duplicates.incrementAndGet();
    }

    void outOfOrder() {
        outOfOrder.incrementAndGet();
    }

    boolean complete() {
        return expected.stream().allMatch(one -> received.containsKey(one.delivery()));
    }

    Outcome outcome() {
        List<Double> live = new ArrayList<>();
        List<Double> late = new ArrayList<>();
        long there = 0;
        for (Expected one : expected) {
            Received got = received.get(one.delivery());
            if (got == null) {
                continue;
            }
            there++;
            boolean missed = !one.connected() || got.cutAt() > one.sentAt();
            if (one.connected() && one.timed()) {
                live.add((got.at() - one.sentAt()) / NANOS_A_MILLI);
            }
            if (missed) {
                late.add((got.at() - got.cutAt()) / NANOS_A_MILLI);
            }
        }
        Collections.sort(live);
        Collections.sort(late);
        return new Outcome(
                expected.size(),
                there,
                duplicates.get(),
                outOfOrder.get(),
                at(live, 0.5),
                at(live, 0.99),
                at(late, 0.99),
                at(late, 1),
                late.size());
    }

    private static double at(List<Double> sorted, double share) {
        return sorted.isEmpty()
                ? 0
                : sorted.get(Math.max(0, (int) Math.ceil(sorted.size() * share) - 1));
    }
}
