package io.xiaohu.support;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What another module says in a conversation in the name of the house; said twice, it is once. */
@Service
public class HouseLines {

    private final ConversationLines lines;
    private final Mentions mentions;

    HouseLines(ConversationLines lines, Mentions mentions) {
        this.lines = lines;
        this.mentions = mentions;
    }

    /**
     * Says something while nobody has the conversation in hand and no human was asked for.
     *
     * @param clientId of this line in this conversation
     * @return empty when it was not said, or before
     */
    @Transactional
    public Optional<MessageRow> sayWhileWaiting(UUID id, String clientId, String text) {
        ConversationRow held = lines.hold(id);
        return held.state() == ConversationRow.State.WAITING && held.humanAskedAt() == null
                ? lines.once(held, ConversationLines.ours(clientId, text, false))
                : Optional.empty();
    }

    /**
     * Says something to the customer where the conversation goes on, also after its end.
     *
     * @param words in the language of the conversation
     * @param more what stands after them as it is
     */
    @Transactional
    public void tell(UUID id, String clientId, Function<Locale, String> words, String more) {
        ConversationRow held = lines.holdWhereItGoesOn(id);
        String text = words.apply(held.language()) + more;
        lines.once(held, ConversationLines.ours(clientId, text, false));
    }

    /**
     * A line for whoever takes the conversation, in the language of each who reads it.
     *
     * @return empty when it was said before
     */
    @Transactional
    public Optional<MessageRow> remark(UUID id, String clientId, Function<Locale, String> words) {
        return lines.once(lines.hold(id), ConversationLines.forStaff(clientId, words));
    }

    /** The same for one of them, who is told of it as of a note that names them. */
    @Transactional
    public void remarkTo(UUID staff, UUID id, String clientId, Function<Locale, String> words) {
        remark(id, clientId, words).ifPresent(line -> mentions.tell(id, line, Set.of(staff)));
    }
}
