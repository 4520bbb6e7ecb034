package io.xiaohu.identity.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.audit.AuditTrail;
import io.xiaohu.identity.Customer;
import io.xiaohu.identity.Customers;
import io.xiaohu.identity.jdbc.AccessLocks;
import io.xiaohu.identity.jdbc.SecurityEvents;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Masks;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.RequiresRole;
import io.xiaohu.kernel.Role;
import io.xiaohu.kernel.Texts;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What staff see of a sign-in a guest asks about. */
@Tag(name = "Desk: customers")
@RestController
class DeskSignInsController {

    private static final Texts TEXTS = Texts.of("identity");

    /**
     * Nothing here says that the guest is the customer.
     *
     * @param customerId null when the phone is not registered
     */
    record SignInShown(
            UUID id,
            SecurityEvents.Kind kind,
            String title,
            Instant at,
            String device,
            String address,
            @Nullable Instant lockedUntil,
            @Nullable UUID customerId,
            @Nullable String name,
            @Nullable String phone) {}

    private final SecurityEvents events;
    private final AccessLocks locks;
    private final Customers customers;
    private final AuditTrail audit;

    DeskSignInsController(
            SecurityEvents events, AccessLocks locks, Customers customers, AuditTrail audit) {
        this.events = events;
        this.locks = locks;
        this.customers = customers;
        this.audit = audit;
    }

    @Operation(
            summary = "A sign-in somebody asks about",
            description =
                    "A failed or locked sign-in, what is locked now, and whose account it is,"
                            + " masked; customerId, name and phone are missing when nobody"
                            + " registered the phone. That the guest is the customer is not"
                            + " confirmed. Each look is recorded.")
    @RequiresRole({Role.AGENT, Role.SUPERVISOR, Role.RISK})
    @GetMapping("/api/v1/desk/sign-ins/{eventId}")
    SignInShown signIn(
            @AuthenticationPrincipal Caller.Staff me, @PathVariable UUID eventId, Locale locale) {
        SecurityEvents.Attempt attempt =
                events.attempt(eventId)
                        .filter(found -> found.kind().isFailedSignIn())
                        .orElseThrow(() -> Problem.of(Reason.NOT_FOUND).exception());
        UUID owner = attempt.customer();
        Optional<Customer> customer = Optional.ofNullable(owner).flatMap(customers::find);
        audit.record(
                me.key(),
                "sign-in.viewed",
                owner == null ? "sign-in:" + eventId : "customer:" + owner,
                Map.of("event", eventId.toString()));
        return new SignInShown(
                eventId,
                attempt.kind(),
                TEXTS.get(locale, "event." + attempt.kind()),
                attempt.at(),
                attempt.device(),
                attempt.address(),
                locks.find(eventId).flatMap(locks::until).orElse(null),
                owner,
                customer.map(found -> Masks.name(found.displayName())).orElse(null),
                customer.map(found -> found.phone().masked()).orElse(null));
    }
}
