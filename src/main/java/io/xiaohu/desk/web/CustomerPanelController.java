package io.xiaohu.desk.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.audit.AuditTrail;
import io.xiaohu.desk.panel.CustomerPanel;
import io.xiaohu.desk.panel.CustomerPanels;
import io.xiaohu.identity.Customer;
import io.xiaohu.identity.Customers;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.RateLimits;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.RequiresRole;
import io.xiaohu.kernel.Role;
import io.xiaohu.support.Looks;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Desk: customers")
@RestController
@RequiresRole({Role.AGENT, Role.SUPERVISOR, Role.RISK})
class CustomerPanelController {

    /** What is masked until somebody says why they need it. */
    enum Masked {
        NAME,
        PHONE
    }

    record Unmask(
            @NotNull UUID customerId,
            @NotNull Masked what,
            @NotBlank @Size(max = 300) String reason) {}

    record Unmasked(Masked what, String value) {}

    private final Customers customers;
    private final CustomerPanels panels;
    private final Looks looks;
    private final RateLimits limits;
    private final AuditTrail audit;

    CustomerPanelController(
            Customers customers,
            CustomerPanels panels,
            Looks looks,
            RateLimits limits,
            AuditTrail audit) {
        this.customers = customers;
        this.panels = panels;
        this.looks = looks;
        this.limits = limits;
        this.audit = audit;
    }

    @Operation(
            summary = "The customer beside the conversation",
            description =
                    "Balances, limits, open cases, money and safety timelines, devices and earlier"
                            + " conversations, masked. Each look is recorded with its reason: the"
                            + " customer's conversation one has in hand, that waits for anybody or"
                            + " in which one was named, else the one said before"
                            + " (LOOK_REASON_NEEDED).")
    @GetMapping("/api/v1/desk/customers/{id}")
    CustomerPanel panel(
            @AuthenticationPrincipal Caller.Staff me, @PathVariable UUID id, Locale locale) {
        Customer customer = customer(id);
        looks.recordBeside(me, id, "customer.viewed", Map.of());
        return panels.of(customer, locale);
    }

    @Operation(
            summary = "Read what is masked",
            description =
                    "The whole NAME or PHONE, for a reason that is recorded each time, to be read"
                            + " and not kept. 429 after 20 in an hour.")
    @PostMapping("/api/v1/desk/unmaskings")
    Unmasked unmask(@AuthenticationPrincipal Caller.Staff me, @RequestBody @Valid Unmask body) {
        Customer customer = customer(body.customerId());
        limits.take("unmaskings-by-staff", me.key());
        audit.record(
                me.key(),
                "customer.unmasked",
                "customer:" + customer.id(),
                Map.of("what", body.what().name(), "reason", body.reason().strip()));
        return new Unmasked(
                body.what(),
                switch (body.what()) {
                    case NAME -> customer.displayName();
                    case PHONE -> customer.phone().e164();
                });
    }

    private Customer customer(UUID id) {
        return customers.find(id).orElseThrow(() -> Problem.of(Reason.NOT_FOUND).exception());
    }
}
