package io.xiaohu.wallet.feed;

import io.xiaohu.dispute.DisputeChanged;
import io.xiaohu.funding.FlowChanged;
import io.xiaohu.notification.NoticeTold;
import io.xiaohu.payment.TransferChanged;
import io.xiaohu.support.ConversationChanged;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/**
 * Puts what modules tell into the feed. Each event has a key of its own, since it may be told
 * twice.
 */
@Component
class FeedListeners {

    private final Feed feed;

    FeedListeners(Feed feed) {
        this.feed = feed;
    }

    @ApplicationModuleListener
    void on(FlowChanged event) {
        feed.append(
                event.customerId(),
                "movement",
                "flow:" + event.flowId() + ":" + event.state(),
                Map.of(
                        "id", event.flowId(),
                        "kind", event.direction().name(),
                        "state", event.state()));
    }

    @ApplicationModuleListener
    void on(TransferChanged event) {
        feed.append(
                event.customerId(),
                "movement",
                "held-transfer:" + event.transferId() + ":" + event.state(),
                Map.of(
                        "id", event.transferId(),
                        "kind", "TRANSFER_OUT",
                        "state", event.state()));
    }

    @ApplicationModuleListener
    void on(NoticeTold event) {
        feed.append(
                event.customerId(),
                "notice",
                "notice:" + event.noticeId(),
                Map.of("id", event.noticeId()));
    }

    /**
     * In the transaction of the line itself: a server that is killed right after it leaves none
     * untold.
     */
    @EventListener
    void on(ConversationChanged event) {
        if (event.customerId() == null || event.internal()) {
            return;
        }
        feed.append(
                event.customerId(),
                "message",
                "conversation:" + event.conversationId() + ":" + event.seq() + ":" + event.change(),
                Map.of(
                        "conversationId", event.conversationId(),
                        "seq", event.seq(),
                        "author", event.author(),
                        "state", event.state()));
    }

    @ApplicationModuleListener
    void on(DisputeChanged event) {
        feed.append(
                event.customerId(),
                "case",
                "dispute:" + event.disputeId() + ":" + event.stage(),
                Map.of("id", event.disputeId(), "kind", "DISPUTE", "state", event.stage()));
    }
}
