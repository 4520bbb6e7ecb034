package io.xiaohu.support.web;

import io.xiaohu.identity.CustomerSignedIn;
import io.xiaohu.support.Conversations;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** What this browser asked as a guest belongs to the customer who signs in with it. */
@Component
class GuestsSigningIn {

    private final Conversations conversations;

    GuestsSigningIn(Conversations conversations) {
        this.conversations = conversations;
    }

    @EventListener
    void on(CustomerSignedIn event) {
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes call) {
            byte[] guest = GuestCookie.visitor(null, call.getRequest()).guest();
            conversations.join(new Conversations.Visitor(event.customerId(), guest));
        }
    }
}
