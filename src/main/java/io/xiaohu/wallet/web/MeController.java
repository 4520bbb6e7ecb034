package io.xiaohu.wallet.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.identity.Customer;
import io.xiaohu.identity.Customers;
import io.xiaohu.identity.IdentityChecks;
import io.xiaohu.identity.PhoneChanges;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Page;
import io.xiaohu.ledger.Balance;
import io.xiaohu.ledger.Statements;
import io.xiaohu.limits.CoolDownShown;
import io.xiaohu.limits.Limits;
import io.xiaohu.notification.Notice;
import io.xiaohu.notification.Notices;
import io.xiaohu.verification.AccountClass;
import io.xiaohu.verification.AccountClasses;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Me")
@RestController
class MeController {

    private static final int NOTICES = 30;

    /**
     * @param mayRenewPin whether a new payment PIN can be set without the current one
     * @param phoneFixedUntil until when the phone cannot be changed again; null when it can
     * @param coolDown what is held back after a risky change; null while nothing is
     */
    record Me(
            UUID id,
            String phone,
            String displayName,
            Customer.Status status,
            AccountClass verificationClass,
            boolean hasPaymentPin,
            boolean mayRenewPin,
            Instant passwordSetAt,
            @Nullable Instant phoneFixedUntil,
            @Nullable CoolDownShown coolDown,
            Instant createdAt) {}

    private final Customers customers;
    private final IdentityChecks checks;
    private final AccountClasses classes;
    private final PhoneChanges phones;
    private final Limits limits;
    private final Statements statements;
    private final Notices notices;

    MeController(
            Customers customers,
            IdentityChecks checks,
            AccountClasses classes,
            PhoneChanges phones,
            Limits limits,
            Statements statements,
            Notices notices) {
        this.customers = customers;
        this.checks = checks;
        this.classes = classes;
        this.phones = phones;
        this.limits = limits;
        this.statements = statements;
        this.notices = notices;
    }

    @Operation(
            summary = "My profile",
            description =
                    "With status, verification class and, while one runs, the cool-down after a"
                            + " risky change.")
    @GetMapping("/api/v1/me")
    Me me(@AuthenticationPrincipal Caller.Customer caller, Locale locale) {
        Customer customer = customers.get(caller.customerId());
        return new Me(
                customer.id(),
                customer.phone().masked(),
                customer.displayName(),
                customer.status(),
                classes.of(customer.id()),
                customers.hasPaymentPin(customer.id()),
                checks.stands(customer.id(), IdentityChecks.Purpose.NEW_PIN),
                customers.passwordSetAt(customer.id()),
                phones.fixedUntil(customer.id()).orElse(null),
                limits.coolDown(customer.id(), locale).orElse(null),
                customer.createdAt());
    }

    @Operation(
            summary = "My balances",
            description = "Available is total less what is held for something under way.")
    @GetMapping("/api/v1/balances")
    Page<Balance> balances(@AuthenticationPrincipal Caller.Customer caller) {
        return Page.last(statements.balances(caller.customerId()));
    }

    @Operation(summary = "My notices", description = "What I was told, the newest first.")
    @GetMapping("/api/v1/notices")
    Page<Notice> notices(@AuthenticationPrincipal Caller.Customer caller, Locale locale) {
        return Page.last(notices.latest(caller.customerId(), NOTICES, locale));
    }
}
