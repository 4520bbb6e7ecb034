package io.xiaohu.desk.panel;

import io.xiaohu.identity.Customer;
import io.xiaohu.identity.FreezeShown;
import io.xiaohu.identity.SecurityEvent;
import io.xiaohu.identity.SessionDevices;
import io.xiaohu.kernel.Movement;
import io.xiaohu.ledger.Balance;
import io.xiaohu.limits.LimitShown;
import io.xiaohu.support.ConversationRow;
import io.xiaohu.support.Topic;
import io.xiaohu.verification.AccountClass;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A customer as staff see them beside a conversation; name and phone are masked.
 *
 * @param cases what is open: disputes, requests, and proposals that wait for a second person
 * @param conversations the latest, closed ones included
 * @param devices where they are signed in now
 */
public record CustomerPanel(
        UUID id,
        String name,
        String phone,
        Customer.Status status,
        AccountClass verificationClass,
        Instant joinedAt,
        List<Balance> balances,
        List<LimitShown> limits,
        List<Movement> movements,
        List<SecurityEvent> security,
        List<FreezeShown> freezes,
        List<Case> cases,
        List<Talk> conversations,
        List<SessionDevices.OpenDevice> devices) {

    /** What a case is. */
    public enum Kind {
        DISPUTE,
        REQUEST,
        PROPOSAL
    }

    /**
     * Something open.
     *
     * @param detail where it stands, or by whom it was asked for
     * @param dueAt by when it has an answer; null when it has no such time
     */
    public record Case(
            Kind kind, UUID id, String title, String detail, Instant at, @Nullable Instant dueAt) {}

    /** A conversation, without what was said in it. */
    public record Talk(
            UUID id,
            ConversationRow.State state,
            Topic topic,
            @Nullable String agent,
            Instant openedAt,
            Instant lastAt) {}
}
