package io.xiaohu.support.calls;

import io.xiaohu.support.ConversationChanged;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * A call is over with its conversation, in the same transaction, however that ended: a customer is
 * not shown a call that nobody has any more.
 */
@Component
class CallFollow {

    private final PhoneCalls calls;

    CallFollow(PhoneCalls calls) {
        this.calls = calls;
    }

    @EventListener
    void on(ConversationChanged event) {
        if (event.ended()) {
            calls.over(event.conversationId());
        }
    }
}
