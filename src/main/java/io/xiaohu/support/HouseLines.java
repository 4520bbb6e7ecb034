package io.xiaohu.support;

import io.xiaohu.kernel.Languages;
import io.xiaohu.support.MessageRow.Author;
import io.xiaohu.support.jdbc.ConversationRows.NewMessage;
import io.xiaohu.support.routing.jdbc.RoutingRows;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What another module says in a conversation in the name of the house; said twice, it is once. */
@Service
public class HouseLines {

    private final ConversationLines lines;
    private final RoutingRows routing;

    HouseLines(ConversationLines lines, RoutingRows routing) {
        this.lines = lines;
        this.routing = routing;
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
                ? once(held, line(clientId, text, false))
                : Optional.empty();
    }

    /**
     * Says something to the customer where the conversation goes on, also after its end.
     *
     * @param words in the language the customer read when they opened the conversation; in both
     *     where that is not known
     * @param more what stands after them as it is
     */
    @Transactional
    public void tell(UUID id, String clientId, Function<Locale, String> words, String more) {
        String text =
                routing.language(id)
                        .map(Locale::forLanguageTag)
                        .map(Languages::supported)
                        .map(words)
                        .orElseGet(() ->
                                words.apply(Languages.CHINESE)
                                        + "\n"
                                        + words.apply(Languages.ENGLISH));
        once(lines.holdWhereItGoesOn(id), line(clientId, text + more, false));
    }

    /** A line for whoever takes the conversation. */
    @Transactional
    public void remark(UUID id, String clientId, String text) {
        once(lines.hold(id), line(clientId, text, true));
    }

    private Optional<MessageRow> once(ConversationRow held, NewMessage line) {
        return lines.repeated(held, line).isPresent()
                ? Optional.empty()
                : Optional.of(lines.add(held.id(), line));
    }

    private static NewMessage line(String clientId, String text, boolean internal) {
        return new NewMessage(Author.SYSTEM, null, null, clientId, internal, text, List.of());
    }
}
