package io.xiaohu.support.search;

import io.xiaohu.kernel.NumberMasks;
import io.xiaohu.support.ConversationRow;
import io.xiaohu.support.Topic;
import io.xiaohu.support.search.jdbc.SearchRows;
import io.xiaohu.support.search.jdbc.SearchRows.Candidate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Finds lines of conversations, the latest first. It goes back through the lines in parts, small
 * ones first and larger ones where little is found, and stops after a while with what it has and
 * where to go on: a common word is answered from the latest lines, a rare one from all of them.
 */
@Service
public class ConversationSearch {

    /** How many candidates are looked at in one step. */
    private static final int MOST_A_STEP = 200;

    /** A step is made larger while it is expected to read no more than this. */
    private static final double MOST_EXPECTED = 3_000;

    /** After so long a page ends as it is, and says where the next one begins. */
    private static final Duration LONG_ENOUGH = Duration.ofMillis(45);

    private static final Duration QUICK = Duration.ofMillis(4);
    private static final int MOST_PARTS = 16;

    /** Where nothing but the lines themselves can tell, so many are looked at. */
    private static final int MOST_UNINDEXED_STEPS = 40;

    private final SearchRows rows;

    ConversationSearch(SearchRows rows) {
        this.rows = rows;
    }

    /**
     * What somebody looks for.
     *
     * @param words every word must be in the line; a word is found as it stands, whatever its width
     *     and case
     * @param until lines from before this only
     * @param before where an earlier page said to go on
     */
    public record Wanted(
            String words,
            ConversationRow.@Nullable State state,
            @Nullable Topic topic,
            @Nullable String channel,
            @Nullable UUID agent,
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable Long before,
            int most) {}

    /** A line that was found, masked, in pieces of which some are what was looked for. */
    public record Hit(Candidate line, List<Piece> pieces) {}

    /** Part of a line. */
    public record Piece(String text, boolean found) {}

    /**
     * What was found.
     *
     * @param next where to go on; null when there is no more
     * @param backTo when the earliest line that was looked at was written; null when all were
     */
    public record Found(List<Hit> hits, @Nullable Long next, @Nullable Instant backTo) {}

    public Found find(Wanted wanted) {
        List<String> words =
                Arrays.stream(Folded.of(NumberMasks.masked(wanted.words())).text().split("\\s+"))
                        .filter(word -> !word.isEmpty())
                        .distinct()
                        .toList();
        OptionalLong latest = words.isEmpty() ? OptionalLong.empty() : rows.latest();
        if (latest.isEmpty()) {
            return new Found(List.of(), null, null);
        }
        return new Walk(wanted, words, latest.getAsLong()).run();
    }

    /** One way back through the lines. */
    private final class Walk {
        private final Wanted wanted;
        private final List<String> words;
        private final int[] terms;
        private final boolean indexed;
        private final long lowest;
        private final List<Hit> hits = new ArrayList<>();
        private final long started = System.nanoTime();
        private long high;
        private double density = 1;
        private int parts = 1;

        Walk(Wanted wanted, List<String> words, long latest) {
            this.wanted = wanted;
            this.words = words;
            int[] ofWords = Terms.toFind(words);
            this.indexed = ofWords.length > 0;
            this.terms =
                    wanted.topic() == null
                            ? ofWords
                            : Terms.joined(ofWords, Terms.ofTopic(wanted.topic()));
            long earliest = rows.earliest().orElse(0);
            Instant until = wanted.until();
            Instant from = wanted.from();
            this.high = until == null ? latest : lastBefore(until, earliest, latest);
            if (wanted.before() != null) {
                high = Math.min(high, wanted.before());
            }
            this.lowest = from == null ? earliest : lastBefore(from, earliest, latest) + 1;
        }

        Found run() {
            for (int step = 0; high >= lowest; step++) {
                if (step > 0 && (enough() || (!indexed && step >= MOST_UNINDEXED_STEPS))) {
                    break;
                }
                step();
                if (hits.size() >= wanted.most()) {
                    break;
                }
            }
            boolean more = high >= lowest;
            return new Found(List.copyOf(hits), more ? high : null, more ? rows.at(high) : null);
        }

        private boolean enough() {
            return System.nanoTime() - started > LONG_ENOUGH.toNanos();
        }

        private void step() {
            int level = level();
            long low = Math.max(lowest, low(level));
            long begun = System.nanoTime();
            List<Candidate> found =
                    rows.step(terms, Buckets.covering(low, high, level), low, high, MOST_A_STEP);
            boolean quick = System.nanoTime() - begun < QUICK.toNanos();
            parts = Math.clamp(quick ? parts * 2L : parts / 2, 1, MOST_PARTS);
            for (Candidate line : found) {
                if (fits(line)) {
                    add(line);
                }
                if (hits.size() >= wanted.most()) {
                    high = line.n() - 1;
                    return;
                }
            }
            long last = found.size() < MOST_A_STEP ? low : found.getLast().n();
            density = (found.size() + 1.0) / (high - last + 1);
            high = last - 1;
        }

        /** The largest parts that begin where the walk is and will not hold too much. */
        private int level() {
            if (!indexed) {
                return 0;
            }
            for (int level = Buckets.LEVELS - 1; level > 0; level--) {
                if (Buckets.floor(high + 1, level) == high + 1
                        && density * (high - low(level) + 1) <= MOST_EXPECTED) {
                    return level;
                }
            }
            return 0;
        }

        private long low(int level) {
            if (level == Buckets.LEVELS - 1) {
                long fit = (long) (MOST_EXPECTED / density / Buckets.size(level));
                long several = Math.clamp(fit, 1, parts);
                return Buckets.floor(high, level) - (several - 1) * Buckets.size(level);
            }
            long wide = Buckets.floor(high, level + 1);
            return indexed && density * (high - wide + 1) <= MOST_EXPECTED
                    ? wide
                    : Buckets.floor(high, level);
        }

        private boolean fits(Candidate line) {
            return (wanted.state() == null || wanted.state() == line.state())
                    && (wanted.topic() == null || wanted.topic() == line.topic())
                    && (wanted.channel() == null || wanted.channel().equals(line.channel()))
                    && (wanted.agent() == null || wanted.agent().equals(line.agent()))
                    && (wanted.from() == null || !line.at().isBefore(wanted.from()))
                    && (wanted.until() == null || line.at().isBefore(wanted.until()));
        }

        private void add(Candidate line) {
            String text = NumberMasks.masked(line.text());
            Folded folded = Folded.of(text);
            if (words.stream().allMatch(folded.text()::contains)) {
                hits.add(new Hit(line, Marks.of(text, folded, words)));
            }
        }
    }

    /** The number of the last line from before a moment: lines are in the order of their times. */
    private long lastBefore(Instant moment, long earliest, long latest) {
        long low = earliest - 1;
        long high = latest;
        while (low < high) {
            long middle = low + (high - low + 1) / 2;
            if (rows.at(middle).isBefore(moment)) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
