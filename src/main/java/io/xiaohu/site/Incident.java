package io.xiaohu.site;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something customers should know about a service: it fails, or work on it is planned.
 *
 * @param endsAt by when planned work is done; of an incident nobody can say
 * @param updates what was told, the latest first; there is always one
 */
public record Incident(
        UUID id,
        Kind kind,
        Impact impact,
        Set<Service> services,
        String titleZh,
        String titleEn,
        Instant startsAt,
        @Nullable Instant endsAt,
        Instant madeAt,
        List<Update> updates) {

    /** How it came. */
    public enum Kind {
        INCIDENT,
        PLANNED
    }

    /** What customers notice, the mildest first. */
    public enum Impact {
        NONE,
        DEGRADED,
        DOWN
    }

    /** What customers use, in the order it is shown. */
    public enum Service {
        SIGN_IN,
        MESSAGES,
        TOP_UP,
        WITHDRAWAL,
        TRANSFER,
        PAYMENT,
        SUPPORT
    }

    /** Where it stands; each kind has its own. */
    public enum State {
        INVESTIGATING(Kind.INCIDENT, false),
        IDENTIFIED(Kind.INCIDENT, false),
        MONITORING(Kind.INCIDENT, false),
        RESOLVED(Kind.INCIDENT, true),
        SCHEDULED(Kind.PLANNED, false),
        UNDER_WAY(Kind.PLANNED, false),
        COMPLETED(Kind.PLANNED, true),
        CANCELLED(Kind.PLANNED, true);

        private final Kind kind;
        private final boolean over;

        State(Kind kind, boolean over) {
            this.kind = kind;
            this.over = over;
        }

        public boolean fits(Kind wanted) {
            return kind == wanted;
        }

        public boolean isOver() {
            return over;
        }
    }

    /** What was told at one moment. */
    public record Update(State state, String textZh, String textEn, Instant at) {}

    public State state() {
        return updates.getFirst().state();
    }

    public Instant changedAt() {
        return updates.getFirst().at();
    }

    /** When it was over; null while it is not. */
    public @Nullable Instant overAt() {
        return state().isOver() ? changedAt() : null;
    }

    /**
     * The same as customers read it at a moment: planned work of which nobody said more is done at
     * its announced end. One that staff said goes on does go on.
     */
    Incident asOf(Instant now) {
        if (state() != State.SCHEDULED
                || endsAt == null
                || endsAt.isAfter(now)
                || changedAt().isAfter(endsAt)) {
            return this;
        }
        List<Update> all = new ArrayList<>(updates);
        all.addFirst(new Update(State.COMPLETED, "", "", endsAt));
        return new Incident(
                id, kind, impact, services, titleZh, titleEn, startsAt, endsAt, madeAt, all);
    }

    /** Whether customers may notice it at this moment. */
    public boolean runsAt(Instant now) {
        if (state().isOver()) {
            return false;
        }
        return kind == Kind.INCIDENT
                || state() == State.UNDER_WAY
                || !startsAt.isAfter(now)
                        && Optional.ofNullable(endsAt).map(end -> end.isAfter(now)).orElse(true);
    }
}
