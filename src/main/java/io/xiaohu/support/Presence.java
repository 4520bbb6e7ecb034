package io.xiaohu.support;

import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Signals;
import io.xiaohu.support.Conversations.Visitor;
import io.xiaohu.support.jdbc.ReadRows;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What each side of a conversation is told of the other beside its lines: how far they have read,
 * and that they are typing. Of staff that is whoever has it in hand; colleagues who look in are
 * nothing to the customer.
 */
@Service
public class Presence {

    private final Conversations conversations;
    private final ReadRows reads;
    private final ConversationsChanged changed;
    private final Signals signals;

    Presence(
            Conversations conversations,
            ReadRows reads,
            ConversationsChanged changed,
            Signals signals) {
        this.conversations = conversations;
        this.reads = reads;
        this.changed = changed;
        this.signals = signals;
    }

    /**
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND
     */
    @Transactional
    public void read(Visitor visitor, UUID id, long seq) {
        conversations.requireVisitors(visitor, id);
        if (reads.read(id, seq, false)) {
            changed.tell(id, "", false);
        }
    }

    /**
     * Tells staff that the visitor is typing; kept nowhere.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND
     */
    public void typing(Visitor visitor, UUID id) {
        conversations.requireVisitors(visitor, id);
        signals.send("desk-typing", id.toString());
    }

    /**
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND
     */
    @Transactional
    public void read(Caller.Staff agent, UUID id, long seq) {
        ConversationRow row = conversations.staffGet(id);
        if (hasInHand(agent, row) && reads.read(id, seq, true)) {
            changed.tell(id, "", false);
        }
    }

    /**
     * Tells the customer or guest that the agent is typing; kept nowhere.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND
     */
    public void typing(Caller.Staff agent, UUID id) {
        ConversationRow row = conversations.staffGet(id);
        if (!hasInHand(agent, row)) {
            return;
        }
        UUID customer = row.customerId();
        if (customer != null) {
            signals.send("typing", customer + ":" + id);
        } else {
            signals.send(ConversationsChanged.GUESTS_TYPING, id.toString());
        }
    }

    private static boolean hasInHand(Caller.Staff agent, ConversationRow row) {
        return agent.staffId().equals(row.claimedBy());
    }
}
