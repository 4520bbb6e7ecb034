package io.xiaohu.audit;

import java.util.Map;
import java.util.OptionalLong;

/** The trail nobody can edit. */
public interface AuditTrail {

    /**
     * Adds a line in the caller's transaction, right before it commits, so that what is done and
     * that it was done are written together.
     *
     * @param actor who, such as {@code staff:…} or {@code customer:…}
     * @param action what, in the past tense, such as {@code conversation.claimed}
     * @param subject to what or whom, such as {@code customer:…}
     * @param details anything else worth knowing; never a secret, a code or a full phone number
     */
    void record(String actor, String action, String subject, Map<String, String> details);

    /** The number of the first line that is not what was written; empty when the chain is whole. */
    OptionalLong firstBreak();
}
