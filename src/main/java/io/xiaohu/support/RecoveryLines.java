package io.xiaohu.support;

import io.xiaohu.identity.AccessRecovered;
import io.xiaohu.identity.RecoveryWords;
import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Texts;
import io.xiaohu.support.MessageRow.Author;
import io.xiaohu.support.jdbc.AccessConversations;
import io.xiaohu.support.jdbc.ConversationRows;
import io.xiaohu.support.jdbc.ConversationRows.NewMessage;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/**
 * Says in the conversations about it that somebody's access was put right. A guest is told only
 * about the very sign-in the guest asked about: who asks about another one of the same phone may be
 * somebody else. Told twice, it is said once.
 */
@Component
class RecoveryLines {

    private static final Texts TEXTS = Texts.of("support");

    private final ConversationRows rows;
    private final AccessConversations about;
    private final ConversationsChanged changed;
    private final Clock clock;

    RecoveryLines(
            ConversationRows rows,
            AccessConversations about,
            ConversationsChanged changed,
            Clock clock) {
        this.rows = rows;
        this.about = about;
        this.changed = changed;
        this.clock = clock;
    }

    @ApplicationModuleListener
    void on(AccessRecovered event) {
        String clientId = "recovered:" + event.proposalId();
        for (UUID id : about.open(event.eventId(), event.customerId())) {
            ConversationRow conversation = rows.lock(id).orElseThrow();
            if (rows.repeated(id, Author.SYSTEM, clientId).isEmpty()) {
                String text = RecoveryWords.of(event, conversation.language());
                rows.add(
                        conversation,
                        Ids.next(),
                        new NewMessage(Author.SYSTEM, null, null, clientId, false, text, List.of()),
                        clock.instant());
                changed.tell(id, Author.SYSTEM.name(), false);
            }
        }
    }
}
