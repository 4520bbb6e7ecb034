package io.xiaohu.support.levels;

import io.xiaohu.audit.AuditTrail;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.support.ConversationRow;
import io.xiaohu.support.jdbc.ConversationRows;
import io.xiaohu.support.levels.jdbc.LevelRows;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What is promised, and for which conversation. Another promise counts for clocks that start. */
@Service
public class LevelPolicy {

    private final LevelRows rows;
    private final ServiceClocks clocks;
    private final ConversationRows conversations;
    private final AuditTrail audit;

    LevelPolicy(
            LevelRows rows,
            ServiceClocks clocks,
            ConversationRows conversations,
            AuditTrail audit) {
        this.rows = rows;
        this.clocks = clocks;
        this.conversations = conversations;
        this.audit = audit;
    }

    public List<ServiceLevel> all() {
        return rows.all();
    }

    @Transactional
    public void set(Caller.Staff by, ServiceLevel level, String reason) {
        String before = line(level.topic(), level.priority());
        rows.set(level);
        record(by, level.topic(), level.priority(), before, reason);
    }

    /**
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND when a topic has no line of its own
     */
    @Transactional
    public void remove(Caller.Staff by, String topic, Priority priority, String reason) {
        String before = line(topic, priority);
        if (!rows.remove(topic, priority)) {
            throw Problem.of(Reason.NOT_FOUND).exception();
        }
        record(by, topic, priority, before, reason);
    }

    /**
     * Gives a conversation another priority; its running clocks get the other promise.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND, CONVERSATION_CLOSED
     */
    @Transactional
    public void prioritise(Caller.Staff by, UUID conversation, Priority priority) {
        ConversationRow row =
                conversations
                        .lock(conversation)
                        .orElseThrow(() -> Problem.of(Reason.NOT_FOUND).exception());
        if (row.state() == ConversationRow.State.CLOSED) {
            throw Problem.of(Reason.CONVERSATION_CLOSED).exception();
        }
        String before = rows.priority(conversation, row.topic()).name();
        clocks.prioritise(row, priority);
        audit.record(
                "staff:" + by.staffId(),
                "conversation.prioritised",
                "conversation:" + conversation,
                Map.of("before", before, "after", priority.name()));
    }

    private void record(
            Caller.Staff by, String topic, Priority priority, String before, String reason) {
        audit.record(
                "staff:" + by.staffId(),
                "service-level.changed",
                "service-level:" + topic + ":" + priority,
                Map.of("before", before, "after", line(topic, priority), "reason", reason));
    }

    private String line(String topic, Priority priority) {
        return rows.all().stream()
                .filter(level -> level.topic().equals(topic) && level.priority() == priority)
                .map(level ->
                        "%s %s %s %d%%"
                                .formatted(
                                        level.first(),
                                        level.next(),
                                        level.resolution(),
                                        level.warnPercent()))
                .findFirst()
                .orElse("–");
    }
}
