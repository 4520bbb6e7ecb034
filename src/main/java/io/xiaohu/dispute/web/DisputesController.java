package io.xiaohu.dispute.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.dispute.Dispute;
import io.xiaohu.dispute.Disputes;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.NumberMasks;
import io.xiaohu.kernel.Page;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.RequiresRole;
import io.xiaohu.kernel.Role;
import io.xiaohu.kernel.SubjectKind;
import io.xiaohu.kernel.SubjectRef;
import io.xiaohu.support.Looks;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Disputes")
@RestController
class DisputesController {

    record Subject(@NotNull SubjectKind kind, @NotNull UUID id) {}

    record Open(
            @NotNull @Valid Subject subject,
            @NotNull Dispute.Reason reason,
            @NotBlank @Size(max = 4000) String story,
            @Size(max = 6) @Nullable List<@NotNull UUID> attachmentIds) {}

    record Decide(@NotNull Dispute.Outcome outcome, @NotBlank @Size(max = 2000) String note) {}

    record Answer(
            UUID id,
            SubjectRef subject,
            Dispute.Reason reason,
            String story,
            Dispute.Stage stage,
            Dispute.@Nullable Outcome outcome,
            @Nullable String note,
            Instant openedAt,
            Instant dueAt,
            List<Dispute.Evidence> evidence) {}

    /** A dispute as it stands in a list: nothing of what its customer wrote. */
    record Listed(
            UUID id,
            SubjectRef subject,
            Dispute.Reason reason,
            Dispute.Stage stage,
            Dispute.@Nullable Outcome outcome,
            Instant openedAt,
            Instant dueAt) {

        static Listed of(Dispute dispute) {
            return new Listed(
                    dispute.id(),
                    dispute.subject(),
                    dispute.reason(),
                    dispute.stage(),
                    dispute.outcome(),
                    dispute.openedAt(),
                    dispute.dueAt());
        }
    }

    private final Disputes disputes;
    private final Looks looks;

    DisputesController(Disputes disputes, Looks looks) {
        this.disputes = disputes;
        this.looks = looks;
    }

    @Operation(
            summary = "Open a dispute",
            description =
                    "Within 180 days, one at a time for each transaction; its record is sealed as"
                            + " evidence by itself, and so are the files.")
    @PostMapping("/api/v1/disputes")
    @ResponseStatus(HttpStatus.CREATED)
    Answer open(@AuthenticationPrincipal Caller.Customer me, @RequestBody @Valid Open body) {
        SubjectRef subject = new SubjectRef(body.subject().kind(), body.subject().id());
        List<UUID> files = body.attachmentIds() == null ? List.of() : body.attachmentIds();
        Disputes.Opening opening =
                new Disputes.Opening(subject, body.reason(), body.story().strip(), files);
        return mine(disputes.open(me.customerId(), opening));
    }

    @Operation(summary = "My disputes", description = "The latest first.")
    @GetMapping("/api/v1/disputes")
    Page<Answer> all(@AuthenticationPrincipal Caller.Customer me) {
        return Page.last(
                disputes.of(me.customerId()).stream().map(DisputesController::mine).toList());
    }

    @Operation(summary = "One dispute", description = "Where it stands and by when.")
    @GetMapping("/api/v1/disputes/{id}")
    Answer one(@AuthenticationPrincipal Caller.Customer me, @PathVariable UUID id) {
        return disputes.find(id)
                .filter(dispute -> dispute.customer().equals(me.customerId()))
                .map(DisputesController::mine)
                .orElseThrow(() -> Problem.of(Reason.NOT_FOUND).exception());
    }

    @Operation(
            summary = "All disputes",
            description = "For staff, the latest first; what their customers wrote is in each.")
    @RequiresRole({Role.AGENT, Role.SUPERVISOR, Role.FINANCE})
    @GetMapping("/api/v1/desk/disputes")
    Page<Listed> latest() {
        return Page.last(disputes.latest().stream().map(Listed::of).toList());
    }

    @Operation(
            summary = "One dispute with what its customer wrote",
            description =
                    "Numbers of cards and papers masked. A look at the customer, which is recorded:"
                            + " 403 LOOK_REASON_NEEDED until it was said why.")
    @RequiresRole({Role.AGENT, Role.SUPERVISOR, Role.FINANCE})
    @GetMapping("/api/v1/desk/disputes/{id}")
    Answer shown(@AuthenticationPrincipal Caller.Staff me, @PathVariable UUID id) {
        Dispute dispute = known(id);
        looks.record(me, dispute.customer(), "dispute.viewed", Map.of("dispute", id.toString()));
        return answer(dispute, NumberMasks.masked(dispute.story()));
    }

    @Operation(summary = "Decide a dispute", description = "The customer is told; moves no money.")
    @RequiresRole({Role.SUPERVISOR, Role.FINANCE})
    @PostMapping("/api/v1/desk/disputes/{id}/decision")
    Listed decide(
            @AuthenticationPrincipal Caller.Staff me,
            @PathVariable UUID id,
            @RequestBody @Valid Decide body) {
        known(id);
        return Listed.of(disputes.decide(id, me.staffId(), me.name(), body.outcome(), body.note()));
    }

    private static Answer mine(Dispute dispute) {
        return answer(dispute, dispute.story());
    }

    private Dispute known(UUID id) {
        return disputes.find(id).orElseThrow(() -> Problem.of(Reason.NOT_FOUND).exception());
    }

    private static Answer answer(Dispute dispute, String story) {
        return new Answer(
                dispute.id(),
                dispute.subject(),
                dispute.reason(),
                story,
                dispute.stage(),
                dispute.outcome(),
                dispute.note(),
                dispute.openedAt(),
                dispute.dueAt(),
                dispute.evidence());
    }
}
