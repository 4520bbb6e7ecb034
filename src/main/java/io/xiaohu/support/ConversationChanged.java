package io.xiaohu.support;

import io.xiaohu.support.MessageRow.Author;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A conversation has a new line or a new state. Told in its transaction, at least once.
 *
 * @param customerId null for a guest
 * @param seq the number of its last line
 * @param author who wrote it; empty when only the state changed
 * @param internal whether the line is for staff only
 */
public record ConversationChanged(
        UUID conversationId,
        @Nullable UUID customerId,
        long seq,
        String author,
        boolean internal,
        String state,
        long change) {

    /** Whether an agent has it in hand. */
    public boolean inHand() {
        return state.equals(ConversationRow.State.OPEN.name());
    }

    /** Whether it has ended. */
    public boolean ended() {
        return state.equals(ConversationRow.State.CLOSED.name());
    }

    /** Whether its new line is a customer's or an agent's. */
    public boolean byAPerson() {
        return author.equals(Author.CUSTOMER.name()) || author.equals(Author.AGENT.name());
    }
}
