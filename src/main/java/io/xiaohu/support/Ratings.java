package io.xiaohu.support;

import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.support.jdbc.NoteRows;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What customers thought of a conversation that ended: 1 to 5 and a comment, one a conversation,
 * which can be changed for a day.
 */
@Service
public class Ratings {

    private static final Duration CHANGEABLE = Duration.ofDays(1);

    private final Conversations conversations;
    private final ConversationLines lines;
    private final NoteRows notes;
    private final ConversationsChanged changed;
    private final Clock clock;

    Ratings(
            Conversations conversations,
            ConversationLines lines,
            NoteRows notes,
            ConversationsChanged changed,
            Clock clock) {
        this.conversations = conversations;
        this.lines = lines;
        this.notes = notes;
        this.changed = changed;
        this.clock = clock;
    }

    /**
     * A rating as it stands.
     *
     * @param changeableUntil null when it stays as it is
     */
    public record Rating(
            int score, String comment, Instant at, @Nullable Instant changeableUntil) {}

    /**
     * Rates a conversation, or changes the rating.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND, RATING_NOT_OPEN before it has ended and
     *     a day after it was rated
     */
    @Transactional
    public Rating rate(Conversations.Visitor visitor, UUID id, int score, String comment) {
        conversations.requireVisitors(visitor, id);
        ConversationRow held = lines.hold(id);
        boolean settled = of(id).map(rating -> rating.changeableUntil() == null).orElse(false);
        if (held.state() != ConversationRow.State.CLOSED || held.continuedIn() != null || settled) {
            throw Problem.of(Reason.RATING_NOT_OPEN).exception();
        }
        notes.rate(
                id, score, comment.strip(), held.claimedBy(), held.claimedName(), clock.instant());
        changed.tell(id, "", false);
        return of(id).orElseThrow();
    }

    public Optional<Rating> of(UUID id) {
        return notes.rating(id)
                .map(found -> {
                    Instant until = found.ratedAt().plus(CHANGEABLE);
                    return new Rating(
                            found.score(),
                            found.comment(),
                            found.ratedAt(),
                            clock.instant().isBefore(until) ? until : null);
                });
    }
}
