package io.xiaohu.support.search;

import io.xiaohu.kernel.NumberMasks;
import io.xiaohu.support.Topic;
import io.xiaohu.support.search.jdbc.SearchRows;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Makes lines findable, in the transaction that stores them. Numbers of cards and identity cards
 * are masked before anything is made of them.
 */
@Component
public class SearchIndex {

    private final SearchRows rows;

    SearchIndex(SearchRows rows) {
        this.rows = rows;
    }

    /** Makes a new line findable. */
    public void add(UUID conversation, long seq, Topic topic, String text, Instant at) {
        rows.add(conversation, seq, at, ofWords(topic, text));
    }

    /** The line is found no more. */
    public void remove(UUID conversation, long seq) {
        rows.remove(conversation, seq);
    }

    /** False when the line is in already. */
    boolean add(long n, UUID conversation, long seq, Topic topic, String text, Instant at) {
        return rows.insert(n, conversation, seq, at, terms(n, topic, text));
    }

    /** Everything the line with this number is found by. */
    public static int[] terms(long n, Topic topic, String text) {
        return Terms.joined(ofWords(topic, text), Buckets.of(n));
    }

    private static int[] ofWords(Topic topic, String text) {
        return Terms.joined(Terms.ofLine(NumberMasks.masked(text)), Terms.ofTopic(topic));
    }
}
