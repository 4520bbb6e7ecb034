package io.xiaohu.staff.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Page;
import io.xiaohu.kernel.RequiresRole;
import io.xiaohu.kernel.Role;
import io.xiaohu.staff.core.StaffAccounts;
import io.xiaohu.staff.jdbc.MemberChanges;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
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

@Tag(name = "Desk: staff")
@RestController
@RequiresRole(Role.ADMIN)
class MembersController {

    private static final int LONGEST_NAME = 40;

    record Invite(
            @NotBlank @Size(max = LONGEST_NAME) String username,
            @NotBlank @Size(max = LONGEST_NAME) String displayName,
            @NotEmpty Set<@NotNull Role> roles,
            @NotBlank @Size(max = 300) String reason,
            @NotBlank @Size(max = 1000) String evidence) {}

    record Change(
            MemberChanges.@NotNull Act act,
            @Nullable Set<@NotNull Role> roles,
            @NotBlank @Size(max = 300) String reason,
            @NotBlank @Size(max = 1000) String evidence) {}

    record Shut(@NotBlank @Size(max = 300) String reason) {}

    record LinkFor(@NotNull UUID memberId) {}

    record Link(UUID memberId, String link) {}

    record Drafted(UUID changeId) {}

    /** Where somebody stands: invited, in, or shut out. */
    enum State {
        INVITED,
        ACTIVE,
        DISABLED
    }

    record Member(
            UUID id,
            String username,
            String name,
            Set<Role> roles,
            State state,
            boolean twoFactor,
            Instant createdAt,
            @Nullable Instant seenAt,
            @Nullable Instant disabledAt,
            @Nullable String disabledBy,
            @Nullable String disabledReason,
            boolean own) {}

    private final StaffAccounts accounts;

    MembersController(StaffAccounts accounts) {
        this.accounts = accounts;
    }

    @Operation(
            summary = "Everybody who works here",
            description =
                    "With roles, second factor and when they were last seen; also who is shut out.")
    @RequiresRole({Role.ADMIN, Role.AUDITOR})
    @GetMapping("/api/v1/desk/staff")
    Page<Member> members(@AuthenticationPrincipal Caller.Staff me) {
        return Page.last(accounts.list().stream().map(line -> shown(me, line)).toList());
    }

    @Operation(
            summary = "Invite somebody",
            description =
                    "They come without roles: those are a proposal (CHANGE_STAFF) for another"
                            + " administrator. The link works once, for 24 hours, and is told this"
                            + " once.")
    @PostMapping("/api/v1/desk/staff")
    @ResponseStatus(HttpStatus.CREATED)
    Link invite(@AuthenticationPrincipal Caller.Staff me, @RequestBody @Valid Invite body) {
        return link(
                accounts.invite(
                        me,
                        body.username(),
                        body.displayName(),
                        body.roles(),
                        why(body.reason(), body.evidence())));
    }

    @Operation(
            summary = "Ask for a change of what somebody may do",
            description =
                    "act ROLES with the new roles, RESTORE for somebody shut out, RESET_TWO_FACTOR"
                            + " (password and authenticator; sessions end). Done when another"
                            + " administrator, not the member concerned, approves the proposal. 409"
                            + " LAST_ADMIN when nobody else could keep the accounts.")
    @PostMapping("/api/v1/desk/staff/{id}/changes")
    @ResponseStatus(HttpStatus.CREATED)
    Drafted change(
            @AuthenticationPrincipal Caller.Staff me,
            @PathVariable UUID id,
            @RequestBody @Valid Change body) {
        return new Drafted(
                accounts.propose(
                        me,
                        id,
                        body.act(),
                        Objects.requireNonNullElse(body.roles(), Set.of()),
                        why(body.reason(), body.evidence())));
    }

    @Operation(
            summary = "Shut somebody out",
            description =
                    "At once: their sessions and links end. Not oneself, and not the last"
                            + " administrator (409 LAST_ADMIN).")
    @PostMapping("/api/v1/desk/staff/{id}/disablings")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void disable(
            @AuthenticationPrincipal Caller.Staff me,
            @PathVariable UUID id,
            @RequestBody @Valid Shut body) {
        accounts.disable(me, id, body.reason().strip());
    }

    @Operation(
            summary = "A new link for somebody",
            description =
                    "For who has not joined yet, or whose second factor was reset; earlier links"
                            + " end.")
    @PostMapping("/api/v1/desk/staff-links")
    @ResponseStatus(HttpStatus.CREATED)
    Link newLink(@AuthenticationPrincipal Caller.Staff me, @RequestBody @Valid LinkFor body) {
        return link(accounts.newLink(me, body.memberId()));
    }

    private static StaffAccounts.Why why(String reason, String evidence) {
        return new StaffAccounts.Why(reason.strip(), evidence.strip());
    }

    private static Link link(StaffAccounts.Invited invited) {
        return new Link(invited.id(), invited.link());
    }

    private static Member shown(Caller.Staff me, MemberChanges.Line line) {
        State state =
                line.disabledAt() != null
                        ? State.DISABLED
                        : line.hasPassword() ? State.ACTIVE : State.INVITED;
        return new Member(
                line.id(),
                line.username(),
                line.displayName(),
                new TreeSet<>(line.roles()),
                state,
                line.hasTwoFactor(),
                line.createdAt(),
                line.seenAt(),
                line.disabledAt(),
                line.disabledBy(),
                line.disabledReason(),
                line.id().equals(me.staffId()));
    }
}
