package io.xiaohu.staff.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Page;
import io.xiaohu.kernel.ProblemTexts;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.RequiresRole;
import io.xiaohu.kernel.Role;
import io.xiaohu.kernel.SubjectRef;
import io.xiaohu.staff.Proposal;
import io.xiaohu.staff.Proposals;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Desk: proposals")
@RestController
@RequiresRole({Role.AGENT, Role.SUPERVISOR, Role.RISK, Role.FINANCE, Role.ADMIN})
class ProposalsController {

    record Propose(
            @NotBlank @Size(max = 40) String kind,
            @NotNull UUID target,
            @NotBlank @Size(max = 300) String reason,
            @NotBlank @Size(max = 1000) String evidence,
            @Size(max = 20) @Nullable Set<@NotNull String> checks) {}

    record Decide(@Size(max = 300) @Nullable String note) {}

    /**
     * @param title what would be done
     * @param subject the one thing it is about, such as a payment; null when none
     * @param outcome what became of an approved one; null where the approval itself did it
     * @param mayDecide whether whoever asks may approve or decline it
     */
    record Shown(
            UUID id,
            String kind,
            UUID target,
            String title,
            @Nullable UUID customerId,
            @Nullable SubjectRef subject,
            String reason,
            String evidence,
            List<String> checks,
            Proposal.State state,
            Proposal.Person proposedBy,
            Instant proposedAt,
            Instant expiresAt,
            Proposal.@Nullable Person decidedBy,
            @Nullable Instant decidedAt,
            @Nullable String note,
            @Nullable OutcomeShown outcome,
            boolean mayDecide,
            boolean own) {}

    /**
     * @param refused why it could not be done, in words; null unless it was refused
     */
    record OutcomeShown(Proposal.Outcome.How how, @Nullable String refused) {

        static @Nullable OutcomeShown of(Proposal.@Nullable Outcome outcome, Locale locale) {
            if (outcome == null) {
                return null;
            }
            Reason refused = outcome.refused();
            return new OutcomeShown(
                    outcome.how(), refused == null ? null : ProblemTexts.title(refused, locale));
        }
    }

    private final Proposals proposals;

    ProposalsController(Proposals proposals) {
        this.proposals = proposals;
    }

    @Operation(
            summary = "Proposals",
            description =
                    "open: all that wait for a decision; decided: those that are over; the latest"
                        + " first. Whoever asks sees their own and those they have a role for; who"
                        + " audits sees all. subject: the one thing it is about, such as the"
                        + " payment a refund is of. outcome: what became of an approved one that is"
                        + " done after the approval, UNDER_WAY, DONE or REFUSED with why.")
    @RequiresRole({Role.AGENT, Role.SUPERVISOR, Role.RISK, Role.FINANCE, Role.AUDITOR, Role.ADMIN})
    @GetMapping("/api/v1/desk/proposals")
    Page<Shown> list(
            @AuthenticationPrincipal Caller.Staff me,
            @RequestParam(defaultValue = "open") @Pattern(regexp = "open|decided") String box,
            @RequestParam @Nullable UUID cursor,
            Locale locale) {
        Page<Proposal> page = proposals.shownTo(me, box.equals("open"), cursor);
        return new Page<>(
                page.items().stream().map(proposal -> shown(me, proposal, locale)).toList(),
                page.next());
    }

    @Operation(
            summary = "Propose what needs a second person",
            description =
                    "kind UNFREEZE with a freeze's id as target; UNLOCK, ALLOW_PASSWORD_RESET,"
                        + " ALLOW_NEW_PIN, REMOVE_SECOND_FACTOR, CLOSE_ACCOUNT or CHANGE_PHONE (to"
                        + " the number entered for them before) with a customer's id, or that of an"
                        + " event of theirs, and at least two checks: CALLED_BACK, NAME_MATCHES,"
                        + " MOVEMENTS_NAMED, MONTH_NAMED, DOCUMENT_SEEN, FACE_SEEN;"
                        + " RETURN_WITHDRAWAL or CHARGE_BACK with the id of a paid withdrawal or a"
                        + " top-up, by FINANCE; for a difference of the reconciliation one of the"
                        + " ends it names, for a day of it CLOSE_DAY, by FINANCE. The customer may"
                        + " read the reason and the checks; evidence (what was checked, in words)"
                        + " is for staff. 409 PROPOSAL_OPEN while one about the same waits.")
    @PostMapping("/api/v1/desk/proposals")
    @ResponseStatus(HttpStatus.CREATED)
    Shown propose(
            @AuthenticationPrincipal Caller.Staff me,
            @RequestBody @Valid Propose body,
            Locale locale) {
        return shown(
                me,
                proposals.propose(
                        me,
                        new Proposals.Asked(
                                body.kind(),
                                body.target(),
                                body.reason().strip(),
                                body.evidence().strip(),
                                Objects.requireNonNullElse(body.checks(), Set.of()))),
                locale);
    }

    @Operation(
            summary = "Approve",
            description =
                    "By somebody else than the proposer (409 SECOND_PERSON_NEEDED), with the role"
                            + " for it; carried out at once. 409 PROPOSAL_DECIDED for whoever comes"
                            + " second, PROPOSAL_EXPIRED after expiresAt.")
    @PostMapping("/api/v1/desk/proposals/{id}/approve")
    Shown approve(
            @AuthenticationPrincipal Caller.Staff me,
            @PathVariable UUID id,
            @RequestBody @Valid Decide body,
            Locale locale) {
        return shown(me, proposals.approve(me, id, body.note()), locale);
    }

    @Operation(summary = "Decline", description = "As approving, but nothing is done.")
    @PostMapping("/api/v1/desk/proposals/{id}/decline")
    Shown decline(
            @AuthenticationPrincipal Caller.Staff me,
            @PathVariable UUID id,
            @RequestBody @Valid Decide body,
            Locale locale) {
        return shown(me, proposals.decline(me, id, body.note()), locale);
    }

    @Operation(summary = "Withdraw", description = "By its proposer, while it is open.")
    @PostMapping("/api/v1/desk/proposals/{id}/withdraw")
    Shown withdraw(
            @AuthenticationPrincipal Caller.Staff me,
            @PathVariable UUID id,
            @RequestBody @Valid Decide body,
            Locale locale) {
        return shown(me, proposals.withdraw(me, id, body.note()), locale);
    }

    private Shown shown(Caller.Staff me, Proposal proposal, Locale locale) {
        return new Shown(
                proposal.id(),
                proposal.kind(),
                proposal.target(),
                proposals.describe(proposal, locale),
                proposal.customerId(),
                proposals.subject(proposal),
                proposal.reason(),
                proposal.evidence(),
                proposal.checks(),
                proposal.state(),
                proposal.proposedBy(),
                proposal.proposedAt(),
                proposal.expiresAt(),
                proposal.decidedBy(),
                proposal.decidedAt(),
                proposal.note(),
                OutcomeShown.of(proposals.outcome(proposal), locale),
                proposals.mayDecide(me, proposal),
                proposal.proposedBy().id().equals(me.staffId()));
    }
}
