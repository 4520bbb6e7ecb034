package io.xiaohu.support;

import io.xiaohu.identity.AccessRecovered;
import io.xiaohu.identity.RecoveryWords;
import io.xiaohu.support.jdbc.AccessConversations;
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

    private final AccessConversations about;
    private final ConversationLines lines;

    RecoveryLines(AccessConversations about, ConversationLines lines) {
        this.about = about;
        this.lines = lines;
    }

    @ApplicationModuleListener
    void on(AccessRecovered event) {
        String clientId = "recovered:" + event.proposalId();
        for (UUID id : about.open(event.eventId(), event.customerId())) {
            ConversationRow held = lines.hold(id);
            String text = RecoveryWords.of(event, held.language());
            lines.once(held, ConversationLines.ours(clientId, text, false));
        }
    }
}
