package io.xiaohu.payment;

import io.xiaohu.kernel.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks to be paid, once.
 *
 * @param payee the customer or merchant who asks
 * @param asked the only one who may pay; null when whoever has the link may
 * @param orderNumber the merchant's own; null for a request between people
 * @param token by which its link and its QR code find it
 * @param posting under which the ledger is asked, or has been
 */
public record Demand(
        UUID id,
        Kind kind,
        UUID payee,
        @Nullable UUID asked,
        @Nullable String orderNumber,
        String token,
        Money amount,
        @Nullable String memo,
        State state,
        @Nullable UUID payer,
        @Nullable UUID posting,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant endedAt) {

    /** Who asks. */
    public enum Kind {
        REQUEST,
        ORDER
    }

    /** How it stands. */
    public enum State {
        OPEN,
        /** Somebody's payment is with the ledger. */
        PAYING,
        PAID,
        DECLINED,
        CANCELLED,
        EXPIRED
    }

    public boolean isOrder() {
        return kind == Kind.ORDER;
    }

    /** Whether this customer may see it: who asks, who was asked or, of an open one, anybody. */
    public boolean isFor(UUID customer) {
        return asked == null || asked.equals(customer) || payee.equals(customer);
    }
}
