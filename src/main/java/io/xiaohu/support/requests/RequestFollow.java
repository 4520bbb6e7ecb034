package io.xiaohu.support.requests;

import io.xiaohu.support.ConversationChanged;
import io.xiaohu.support.MessageRow.Author;
import io.xiaohu.support.requests.RequestState.Who;
import io.xiaohu.support.requests.jdbc.RequestHistory.By;
import io.xiaohu.support.requests.jdbc.RequestRows;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * A request follows what is written in its conversation, in the same transaction: a customer's line
 * makes it ours again, in the form it ended in, our first answer begins it, and the end of the one
 * is the end of the other.
 */
@Component
class RequestFollow {

    private final RequestRows rows;
    private final RequestMoves moves;

    RequestFollow(RequestRows rows, RequestMoves moves) {
        this.rows = rows;
        this.moves = moves;
    }

    @EventListener
    void on(ConversationChanged event) {
        if (event.internal()) {
            return;
        }
        rows.find(event.conversationId()).ifPresent(request -> follow(request, event));
    }

    private void follow(ServiceRequest request, ConversationChanged event) {
        RequestState state = request.state();
        if (event.ended()) {
            if (state != RequestState.CLOSED) {
                moves.follow(request, RequestState.CLOSED, By.SYSTEM);
            }
        } else if (event.author().equals(Author.CUSTOMER.name())) {
            if (state == RequestState.WAITING_FOR_CUSTOMER
                    || state == RequestState.RESOLVED
                    || state == RequestState.CLOSED) {
                moves.follow(
                        request,
                        moves.isKept(request)
                                ? RequestState.IN_PROGRESS
                                : RequestState.CONVERSATION,
                        new By(Who.CUSTOMER, request.customerId(), null));
            }
        } else if (event.author().equals(Author.AGENT.name()) && state == RequestState.SUBMITTED) {
            moves.follow(
                    request,
                    RequestState.IN_PROGRESS,
                    new By(Who.STAFF, request.claimedBy(), request.claimedName()));
        }
    }
}
