package io.xiaohu.limits;

import io.xiaohu.identity.SessionDevices;
import io.xiaohu.limits.jdbc.ReviewRows;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What waits for somebody to look at it. A review is written before the money is held and decided
 * once; its row says what is decided, and whoever holds the money does it, as often as it takes.
 */
@Service
public class RiskReviews {

    private final ReviewRows rows;
    private final SessionDevices devices;
    private final Settings settings;

    /**
     * How reviews go.
     *
     * @param answerWithin after this long with no decision the money goes back
     */
    @ConfigurationProperties("xiaohu.risk")
    public record Settings(Duration answerWithin) {}

    RiskReviews(ReviewRows rows, SessionDevices devices, Settings settings) {
        this.rows = rows;
        this.devices = devices;
        this.settings = settings;
    }

    /** Writes one down before its money is held; a repeat finds the first. */
    @Transactional
    public RiskReview draft(RiskAttempt attempt, RiskVerdict verdict) {
        UUID session = attempt.session();
        rows.draft(
                attempt,
                verdict.fired(),
                session == null ? null : devices.find(session).orElse(null),
                settings.answerWithin());
        return find(attempt.id()).orElseThrow();
    }

    /** Drops one whose money was never held. */
    public void forget(UUID id) {
        rows.forget(id);
    }

    /** The money is held: from now on it can be decided. In the caller's transaction. */
    @Transactional
    public void begin(UUID id) {
        rows.begin(id);
    }

    public Optional<RiskReview> find(UUID id) {
        return rows.find(id).map(ReviewRows.Kept::review);
    }

    /**
     * How it stands now. One whose time is over is unanswered from this moment.
     *
     * @throws IllegalStateException when there is none: somebody's money waits for it
     */
    @Transactional
    public RiskReview.State now(UUID id) {
        rows.end(id, RiskReview.State.UNANSWERED);
        return find(id).orElseThrow(() -> new IllegalStateException("no review " + id)).state();
    }

    /** Taken back by its customer; nothing when it is decided. */
    @Transactional
    public void cancel(UUID id) {
        rows.end(id, RiskReview.State.CANCELLED);
    }

    /** Who should get it cannot receive any more; nothing when it is decided. */
    @Transactional
    public void payeeGone(UUID id) {
        rows.end(id, RiskReview.State.PAYEE_GONE);
    }
}
