package io.xiaohu.feedback;

import io.xiaohu.feedback.jdbc.BoardRows;
import io.xiaohu.kernel.Languages;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.support.FeedbackKind;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** "You asked, we did": what was published of feedback, and who else wants it. */
@Service
public class PublicFeedback {

    private final BoardRows rows;
    private final Clock clock;

    PublicFeedback(BoardRows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    /**
     * What everybody reads.
     *
     * @param answer what we say to it, or did; empty while there is nothing to say
     * @param voted whether the reader voted for it
     */
    public record Asked(
            UUID id,
            FeedbackKind kind,
            FeedbackItem.State state,
            String title,
            String text,
            String answer,
            int votes,
            boolean voted,
            Instant at) {}

    /**
     * All that is public, what most want first.
     *
     * @param reader whose votes are told; null for a guest
     */
    public List<Asked> shown(@Nullable UUID reader, Locale locale) {
        return rows.board(reader, Languages.supported(locale).equals(Languages.ENGLISH));
    }

    /**
     * Votes for it; a second time changes nothing.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND when it is not public
     */
    @Transactional
    public void vote(UUID customer, UUID id) {
        requirePublic(id);
        rows.vote(id, customer, clock.instant());
    }

    /**
     * Takes a vote back, if there is one.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND when it is not public
     */
    @Transactional
    public void unvote(UUID customer, UUID id) {
        requirePublic(id);
        rows.unvote(id, customer);
    }

    private void requirePublic(UUID id) {
        if (!rows.lockPublic(id)) {
            throw Problem.of(Reason.NOT_FOUND).exception();
        }
    }
}
