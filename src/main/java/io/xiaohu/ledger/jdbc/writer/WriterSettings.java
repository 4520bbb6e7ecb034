package io.xiaohu.ledger.jdbc.writer;

import java.time.Duration;

/**
 * How the writer works.
 *
 * @param writers how many batches may be open at a time
 * @param mostInBatch how many commands a batch may have
 * @param mostWaiting how many callers may wait; another one waits for a place
 * @param placePatience how long a caller waits for a place before it is refused
 * @param answerPatience how long a caller waits for its answer before it is told that it is being
 *     checked
 * @param statementTimeout how long the database may work at one statement, locks included
 * @param socketTimeout how long the database may say nothing; longer than the statement's
 * @param retryPatience how long a batch that is known not to be committed is tried again
 */
public record WriterSettings(
        int writers,
        int mostInBatch,
        int mostWaiting,
        Duration placePatience,
        Duration answerPatience,
        Duration statementTimeout,
        Duration socketTimeout,
        Duration retryPatience) {

    public static final WriterSettings SHIPPED =
            new WriterSettings(
                    2,
                    500,
                    4_096,
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(25),
                    Duration.ofSeconds(8),
                    Duration.ofSeconds(12),
                    Duration.ofSeconds(15));
}
