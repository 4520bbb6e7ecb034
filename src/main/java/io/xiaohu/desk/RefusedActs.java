package io.xiaohu.desk;

import io.xiaohu.kernel.ProblemTexts;
import io.xiaohu.kernel.Texts;
import io.xiaohu.payment.DeskActRefused;
import io.xiaohu.support.ConversationRow;
import io.xiaohu.support.Conversations;
import io.xiaohu.support.HouseLines;
import java.util.Map;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/**
 * Says in the customer's latest conversation that is not over, to whoever proposed it, that the
 * books refused what was approved; without a conversation the list of proposals says so alone.
 */
@Component
class RefusedActs {

    private static final Texts TEXTS = Texts.of("desk");

    private final Conversations conversations;
    private final HouseLines lines;

    RefusedActs(Conversations conversations, HouseLines lines) {
        this.conversations = conversations;
        this.lines = lines;
    }

    @ApplicationModuleListener
    void on(DeskActRefused refused) {
        conversations.staffOf(refused.customerId()).stream()
                .filter(one -> one.state() != ConversationRow.State.CLOSED)
                .findFirst()
                .ifPresent(one ->
                        lines.remarkTo(
                                refused.proposer(),
                                one.id(),
                                "desk-act-refused:" + refused.actId(),
                                language ->
                                        TEXTS.get(
                                                language,
                                                "act.refused",
                                                Map.of(
                                                        "why",
                                                        ProblemTexts.title(
                                                                refused.reason(), language)))));
    }
}
