package io.xiaohu.desk.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.audit.AuditTrail;
import io.xiaohu.identity.Customer;
import io.xiaohu.identity.Customers;
import io.xiaohu.identity.FreezeShown;
import io.xiaohu.identity.FreezeViews;
import io.xiaohu.identity.SecurityEvent;
import io.xiaohu.identity.SecurityTimeline;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Masks;
import io.xiaohu.kernel.Movement;
import io.xiaohu.kernel.MovementSource;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.RequiresRole;
import io.xiaohu.kernel.Role;
import io.xiaohu.ledger.Balance;
import io.xiaohu.ledger.Statements;
import io.xiaohu.limits.LimitShown;
import io.xiaohu.limits.Limits;
import io.xiaohu.verification.AccountClass;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Desk: customers")
@RestController
class CustomerPanelController {

    private static final int LINES = 20;

    record Panel(
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
            List<FreezeShown> freezes) {}

    private final Customers customers;
    private final Statements statements;
    private final Limits limits;
    private final SecurityTimeline timeline;
    private final List<MovementSource> movements;
    private final FreezeViews freezes;
    private final AuditTrail audit;

    CustomerPanelController(
            Customers customers,
            Statements statements,
            Limits limits,
            SecurityTimeline timeline,
            List<MovementSource> movements,
            FreezeViews freezes,
            AuditTrail audit) {
        this.customers = customers;
        this.statements = statements;
        this.limits = limits;
        this.timeline = timeline;
        this.movements = movements;
        this.freezes = freezes;
        this.audit = audit;
    }

    @Operation(
            summary = "The customer beside the conversation",
            description =
                    "Balances, limits, money and safety timelines, masked. Each look is recorded.")
    @RequiresRole({Role.AGENT, Role.SUPERVISOR, Role.RISK, Role.ADMIN})
    @GetMapping("/api/v1/desk/customers/{id}")
    Panel panel(@AuthenticationPrincipal Caller.Staff me, @PathVariable UUID id, Locale locale) {
        Customer customer =
                customers.find(id).orElseThrow(() -> Problem.of(Reason.NOT_FOUND).exception());
        audit.record("staff:" + me.staffId(), "customer.viewed", "customer:" + id, Map.of());
        return new Panel(
                id,
                Masks.name(customer.displayName()),
                customer.phone().masked(),
                customer.status(),
                limits.classOf(id),
                customer.createdAt(),
                statements.balances(id),
                limits.shown(id, locale),
                movements.stream()
                        .flatMap(source -> source.movements(id, null, LINES, locale).stream())
                        .sorted(Comparator.comparing(Movement::at).reversed())
                        .limit(LINES)
                        .toList(),
                timeline.latest(id, LINES, locale),
                freezes.of(id, locale));
    }
}
