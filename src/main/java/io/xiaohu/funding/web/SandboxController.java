package io.xiaohu.funding.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.audit.AuditTrail;
import io.xiaohu.funding.channel.ChannelSilentException;
import io.xiaohu.funding.channel.PaymentChannel;
import io.xiaohu.funding.channel.PaymentChannels;
import io.xiaohu.funding.channel.sandbox.SandboxChannels;
import io.xiaohu.funding.channel.sandbox.SandboxSteering;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.Page;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.RequiresRole;
import io.xiaohu.kernel.Role;
import io.xiaohu.kernel.Written;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Desk: sandbox")
@RestController
@Profile("demo")
@RequiresRole({Role.FINANCE, Role.ADMIN})
class SandboxController {

    private static final long LARGEST_FEE = 100_00;

    record Steer(
            SandboxSteering.@NotNull Mode mode,
            @NotNull Money fee,
            SandboxSteering.@NotNull Statement statement,
            @Pattern(regexp = "[A-Za-z0-9._-]{1,40}") @Nullable String rejectCode) {}

    record Shown(
            String id,
            SandboxSteering.Mode mode,
            Money fee,
            SandboxSteering.Statement statement,
            @Nullable String rejectCode) {

        static Shown of(SandboxSteering.Steering how) {
            return new Shown(
                    how.channel(),
                    how.mode(),
                    Money.cny(how.feeMinor()),
                    how.statement(),
                    how.rejectCode());
        }
    }

    private final SandboxSteering steering;
    private final PaymentChannels channels;
    private final AuditTrail audit;
    private final Clock clock;

    SandboxController(
            SandboxSteering steering, PaymentChannels channels, AuditTrail audit, Clock clock) {
        this.steering = steering;
        this.channels = channels;
        this.audit = audit;
        this.clock = clock;
    }

    @Operation(summary = "How the simulated banks are steered", description = "In demo mode only.")
    @GetMapping("/api/v1/desk/sandbox")
    Page<Shown> list() {
        return Page.last(steering.all().stream().map(Shown::of).toList());
    }

    @Operation(
            summary = "Steer a simulated bank",
            description =
                    "mode is what it does with every order from now on (SUCCEED leaves the cents of"
                            + " the amount their say), fee what it takes for each, up to ¥100,"
                            + " statement what its statement of a day is like, rejectCode what it"
                            + " calls a rejection, such as 51. In demo mode only; audited.")
    @PutMapping("/api/v1/desk/sandbox/{id}")
    @Transactional
    public Shown steer(
            @AuthenticationPrincipal Caller.Staff me,
            @PathVariable @Size(max = 40) String id,
            @RequestBody @Valid Steer body) {
        requireSandbox(id);
        if (body.fee().isNegative() || body.fee().compareTo(Money.cny(LARGEST_FEE)) > 0) {
            throw Problem.of(Reason.BAD_INPUT).field("fee").exception();
        }
        steering.steer(
                new SandboxSteering.Steering(
                        id, body.mode(), body.fee().minor(), body.statement(), body.rejectCode()));
        audit.record(
                me.key(),
                "sandbox.steered",
                "channel:" + id,
                Map.of(
                        "mode", body.mode().name(),
                        "fee", body.fee().toString(),
                        "statement", body.statement().name()));
        return Shown.of(steering.of(id));
    }

    @Operation(
            summary = "A simulated bank's statement of a day",
            description =
                    "What it says it carried out on a day of Asia/Shanghai, today unless day says"
                            + " another; right or wrong as it is steered.")
    @GetMapping("/api/v1/desk/sandbox/{id}/statement")
    List<PaymentChannel.Line> statement(
            @PathVariable @Size(max = 40) String id,
            @RequestParam(required = false) @Nullable LocalDate day) {
        requireSandbox(id);
        LocalDate asked = day == null ? LocalDate.ofInstant(clock.instant(), Written.ZONE) : day;
        try {
            return channels.get(id).statement(asked);
        } catch (ChannelSilentException down) {
            throw Problem.of(Reason.CHANNEL_DOWN).exception();
        }
    }

    private static void requireSandbox(String id) {
        if (!SandboxChannels.IDS.contains(id)) {
            throw Problem.of(Reason.NOT_FOUND).exception();
        }
    }
}
