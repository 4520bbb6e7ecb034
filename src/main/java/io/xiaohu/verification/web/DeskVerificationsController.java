package io.xiaohu.verification.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Page;
import io.xiaohu.kernel.RequiresRole;
import io.xiaohu.kernel.Role;
import io.xiaohu.kernel.SafeFile;
import io.xiaohu.staff.Proposal;
import io.xiaohu.verification.AccountClass;
import io.xiaohu.verification.AccountClasses;
import io.xiaohu.verification.IdentityCheck;
import io.xiaohu.verification.Reviews;
import io.xiaohu.verification.jdbc.DocumentRows;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Desk: verification")
@RestController
@RequiresRole({Role.SUPERVISOR, Role.RISK})
class DeskVerificationsController {

    /**
     * @param why the customer is told the sentence of it
     * @param note added to the sentence; the whole of it for OTHER
     */
    record Decline(@NotNull IdentityCheck.Fault why, @Size(max = 300) @Nullable String note) {}

    /**
     * A document that waits.
     *
     * @param name in the list masked, as is the number; in full once opened
     * @param documentUntil the last day on the card, as the customer typed it; absent for life
     * @param proposedBy who has proposed to accept it
     */
    record Shown(
            UUID id,
            UUID customerId,
            String name,
            String identityNumber,
            String phone,
            AccountClass verificationClass,
            IdentityCheck.State state,
            Instant askedAt,
            @Nullable Instant answerBy,
            @Nullable LocalDate documentUntil,
            List<DocumentRows.Kept> documents,
            @Nullable String proposedBy) {}

    private final Reviews reviews;
    private final AccountClasses classes;

    DeskVerificationsController(Reviews reviews, AccountClasses classes) {
        this.reviews = reviews;
        this.classes = classes;
    }

    @Operation(
            summary = "Documents that wait for review",
            description = "Masked, the oldest first. Accepting one is a proposal of kind VERIFY.")
    @RequiresRole({Role.AGENT, Role.SUPERVISOR, Role.RISK})
    @GetMapping("/api/v1/desk/verifications")
    Page<Shown> waiting() {
        return Page.last(reviews.waiting().stream().map(one -> shown(one, false)).toList());
    }

    @Operation(
            summary = "One document under review",
            description =
                    "Name and number in full, to compare with the pictures. Each look is recorded.")
    @GetMapping("/api/v1/desk/verifications/{id}")
    Shown open(@AuthenticationPrincipal Caller.Staff me, @PathVariable UUID id) {
        return shown(reviews.open(me, id), true);
    }

    @Operation(
            summary = "A picture of the document",
            description = "Never cached. Each look is recorded.")
    @GetMapping("/api/v1/desk/verifications/{id}/documents/{document}")
    ResponseEntity<byte[]> picture(
            @AuthenticationPrincipal Caller.Staff me,
            @PathVariable UUID id,
            @PathVariable UUID document) {
        SafeFile file = reviews.picture(me, id, document);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(file.mediaType()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline")
                .body(file.content());
    }

    @Operation(
            summary = "Refuse a document",
            description =
                    "At once; the customer is told why and can hand in another. 409 PROPOSAL_OPEN"
                            + " while a proposal to accept it waits, 409 REVIEW_DECIDED for whoever"
                            + " comes second.")
    @PostMapping("/api/v1/desk/verifications/{id}/decline")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void decline(
            @AuthenticationPrincipal Caller.Staff me,
            @PathVariable UUID id,
            @RequestBody @Valid Decline body) {
        reviews.decline(me, id, body.why(), body.note() == null ? "" : body.note().strip());
    }

    private Shown shown(Reviews.Case one, boolean inFull) {
        IdentityCheck check = one.check();
        return new Shown(
                check.id(),
                check.customer(),
                inFull ? one.person().name().value() : one.person().name().masked(),
                inFull ? one.person().number().value() : one.person().number().masked(),
                one.customer().phone().masked(),
                classes.of(check.customer()),
                check.state(),
                check.askedAt(),
                check.answerBy(),
                check.documentUntil(),
                one.documents(),
                one.proposal().map(Proposal::proposedBy).map(Proposal.Person::name).orElse(null));
    }
}
