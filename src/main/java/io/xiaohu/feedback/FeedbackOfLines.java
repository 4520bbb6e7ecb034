package io.xiaohu.feedback;

import io.xiaohu.audit.AuditTrail;
import io.xiaohu.feedback.FeedbackItem.Source;
import io.xiaohu.feedback.jdbc.FeedbackRows;
import io.xiaohu.kernel.Ids;
import io.xiaohu.support.ConversationRow;
import io.xiaohu.support.FeedbackKind;
import io.xiaohu.support.FeedbackNotes;
import io.xiaohu.support.MessageRow;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Lines of conversations as feedback, for rules and macros. */
@Component
class FeedbackOfLines implements FeedbackNotes {

    private final FeedbackRows rows;
    private final AuditTrail audit;
    private final Clock clock;

    FeedbackOfLines(FeedbackRows rows, AuditTrail audit, Clock clock) {
        this.rows = rows;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void note(
            ConversationRow conversation,
            MessageRow line,
            FeedbackKind kind,
            String actor,
            @Nullable UUID staff) {
        FeedbackRows.Given given =
                new FeedbackRows.Given(
                        Ids.next(),
                        conversation.customerId(),
                        kind,
                        line.text(),
                        line.attachmentIds(),
                        Source.of(conversation.channel()),
                        conversation.id(),
                        line.seq(),
                        staff);
        if (rows.insert(given, clock.instant())) {
            audit.record(
                    actor,
                    "feedback.taken",
                    "feedback:" + given.id(),
                    Map.of("source", given.source().name()));
        }
    }
}
