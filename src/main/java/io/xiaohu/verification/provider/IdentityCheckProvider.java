package io.xiaohu.verification.provider;

import io.xiaohu.kernel.Reason;
import io.xiaohu.verification.CheckKind;
import io.xiaohu.verification.core.IdentityNumber;
import io.xiaohu.verification.core.RealName;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Somebody who knows whether people are who they say they are. */
public interface IdentityCheckProvider {

    /** Its stable name, kept with every answer. */
    String name();

    /** What it can be asked. */
    Set<CheckKind> kinds();

    /**
     * Asks. To ask the same twice does no harm.
     *
     * @throws Unanswered when no answer came, or one that says nothing of the person
     */
    Verdict ask(Question question);

    /**
     * @param id of the check
     * @param phone mainland, without country code; the account's, or the one the bank knows
     * @param card a bank card's number
     * @param face a picture of the face, as JPEG or PNG
     * @param tries how often it was asked before without an answer
     */
    record Question(
            UUID id,
            CheckKind kind,
            RealName name,
            IdentityNumber number,
            @Nullable String phone,
            @Nullable String card,
            byte @Nullable [] face,
            int tries) {

        @Override
        public String toString() {
            return kind + " " + id;
        }
    }

    /** What it answered. */
    sealed interface Verdict {

        String reference();

        record Passed(String reference) implements Verdict {}

        /**
         * @param reason as the customer is told
         */
        record Failed(Reason reason, String reference) implements Verdict {}
    }

    /** Nothing is known; the check is asked again. Its message never quotes the answer. */
    final class Unanswered extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Unanswered(String message) {
            super(message);
        }

        public Unanswered(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
