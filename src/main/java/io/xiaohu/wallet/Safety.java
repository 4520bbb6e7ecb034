package io.xiaohu.wallet;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How safe an account is, and the next best step.
 *
 * @param score 0 to 100, the points of what is done; null while the account is frozen
 * @param next the step to take first; null when all is done
 */
public record Safety(@Nullable Integer score, Level level, List<Step> steps, @Nullable Kind next) {

    /** What the score comes to, in a word. */
    public enum Level {
        LOW,
        FAIR,
        GOOD,
        /** There is something else to see to first. */
        FROZEN;

        private static final int ENOUGH = 50;
        private static final int MUCH = 80;

        static Level of(int score) {
            return score >= MUCH ? GOOD : score >= ENOUGH ? FAIR : LOW;
        }
    }

    /**
     * What makes an account safer, the next best first; together 100 points. Each has words in
     * {@code messages/wallet_*.properties}, done and to do.
     */
    public enum Kind {
        PAYMENT_PIN(25, "/app/settings/pin"),
        /** An authenticator app; whatever else resists phishing counts the same. */
        SECOND_FACTOR(25, "/app/settings/second-factor"),
        RECOVERY_CODES(10, "/app/settings/second-factor"),
        PHRASE(15, "/app/settings/phrase"),
        PASSWORD_AGE(10, "/app/settings/password"),
        REAL_NAME(15, "/app/verification"),
        /** Stands for all others while the account is frozen. */
        UNFREEZE(0, "/app/messages");

        private final int points;
        private final String href;

        Kind(int points, String href) {
            this.points = points;
            this.href = href;
        }

        public int points() {
            return points;
        }

        public String href() {
            return href;
        }
    }

    /**
     * @param href where in the wallet it is done
     */
    public record Step(
            Kind kind, boolean done, int points, String href, String title, String detail) {}
}
