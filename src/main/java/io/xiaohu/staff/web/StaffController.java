package io.xiaohu.staff.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.OpenCall;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.RateLimits;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.RequiresRole;
import io.xiaohu.kernel.Role;
import io.xiaohu.staff.core.Enrolments;
import io.xiaohu.staff.core.StaffSignIn;
import io.xiaohu.staff.jdbc.StaffSessions;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Desk: staff")
@RestController
class StaffController {

    private static final Duration COOKIE_LIFE = Duration.ofHours(14);

    record SignIn(
            @NotNull @Size(max = 60) String username,
            @NotNull @Size(max = 128) String password,
            @Nullable UUID challengeId,
            @Size(max = 40) @Nullable String proof) {}

    record Challenge(UUID id, List<String> kinds) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SignInAnswer(
            @Nullable UUID staffId,
            @Nullable String name,
            @Nullable Set<Role> roles,
            @Nullable String csrfToken,
            @Nullable Challenge challenge) {}

    record Accept(
            @NotNull @Size(max = 64) String token,
            @Size(max = 60) @Nullable String username,
            @NotNull @Size(max = 128) String password) {}

    record Confirm(
            @NotNull @Size(max = 64) String token,
            @NotNull @Pattern(regexp = "[0-9]{6}") String code) {}

    record Joined(List<String> recoveryCodes) {}

    private final StaffSignIn signIn;
    private final Enrolments enrolments;
    private final StaffSessions sessions;
    private final RateLimits limits;

    StaffController(
            StaffSignIn signIn, Enrolments enrolments, StaffSessions sessions, RateLimits limits) {
        this.signIn = signIn;
        this.enrolments = enrolments;
        this.sessions = sessions;
        this.limits = limits;
    }

    @Bean
    static OpenCall openStaffSignIn() {
        return OpenCall.before("POST", "/api/v1/desk/sessions");
    }

    @Bean
    static OpenCall openInvitations() {
        return OpenCall.before("POST", "/api/v1/desk/invitations/{step}");
    }

    @Operation(
            summary = "Sign in to the desk",
            description =
                    "201 with a session, or 200 with a challenge when the second factor is due: the"
                        + " same call with challengeId and proof (a code of the authenticator, or a"
                        + " recovery code) completes it.")
    @PostMapping("/api/v1/desk/sessions")
    ResponseEntity<SignInAnswer> signIn(
            @RequestBody @Valid SignIn body,
            HttpServletRequest request,
            HttpServletResponse response) {
        limits.take("desk-sign-in-by-address", request.getRemoteAddr());
        StaffSignIn.Result result =
                signIn.signIn(body.username(), body.password(), body.challengeId(), body.proof());
        return switch (result) {
            case StaffSignIn.Result.SecondFactorDue due ->
                    ResponseEntity.ok(
                            new SignInAnswer(
                                    null,
                                    null,
                                    null,
                                    null,
                                    new Challenge(due.challenge(), List.of("TOTP"))));
            case StaffSignIn.Result.SignedIn in -> {
                giveCookie(in.token(), COOKIE_LIFE, request, response);
                yield ResponseEntity.status(HttpStatus.CREATED)
                        .body(
                                new SignInAnswer(
                                        in.member().id(),
                                        in.member().displayName(),
                                        in.member().roles(),
                                        sessions.csrfToken(in.token()),
                                        null));
            }
        };
    }

    @Operation(summary = "The desk session", description = "Who is signed in, with the CSRF token.")
    @RequiresRole({
        Role.AGENT,
        Role.SUPERVISOR,
        Role.RISK,
        Role.FINANCE,
        Role.EDITOR,
        Role.AUDITOR,
        Role.ADMIN
    })
    @GetMapping("/api/v1/desk/session")
    SignInAnswer current(@AuthenticationPrincipal Caller.Staff me, HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        String csrf =
                Arrays.stream(cookies == null ? new Cookie[0] : cookies)
                        .filter(cookie -> cookie.getName().equals(StaffSessions.COOKIE))
                        .map(cookie -> sessions.csrfToken(cookie.getValue()))
                        .findFirst()
                        .orElseThrow(() -> Problem.of(Reason.NOT_SIGNED_IN).exception());
        return new SignInAnswer(me.staffId(), me.name(), me.roles(), csrf, null);
    }

    @Operation(summary = "Sign out of the desk", description = "Ends this session.")
    @RequiresRole({
        Role.AGENT,
        Role.SUPERVISOR,
        Role.RISK,
        Role.FINANCE,
        Role.EDITOR,
        Role.AUDITOR,
        Role.ADMIN
    })
    @DeleteMapping("/api/v1/desk/session")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signOut(
            @AuthenticationPrincipal Caller.Staff me,
            HttpServletRequest request,
            HttpServletResponse response) {
        sessions.end(me.sessionId());
        giveCookie("", Duration.ZERO, request, response);
    }

    @Operation(
            summary = "Take up an invitation",
            description = "Sets the password; gives the secret for the authenticator app.")
    @PostMapping("/api/v1/desk/invitations/accept")
    Enrolments.Enrolment accept(@RequestBody @Valid Accept body, HttpServletRequest request) {
        limits.take("desk-sign-in-by-address", request.getRemoteAddr());
        return enrolments.accept(body.token(), body.username(), body.password());
    }

    @Operation(
            summary = "Finish an invitation",
            description =
                    "With the authenticator's first code; the link is used up. The recovery codes"
                            + " are told this once; each signs in once in place of a code of the"
                            + " authenticator.")
    @PostMapping("/api/v1/desk/invitations/confirm")
    Joined confirm(@RequestBody @Valid Confirm body, HttpServletRequest request) {
        limits.take("desk-sign-in-by-address", request.getRemoteAddr());
        return new Joined(enrolments.confirm(body.token(), body.code()));
    }

    private static void giveCookie(
            String token, Duration life, HttpServletRequest request, HttpServletResponse response) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(StaffSessions.COOKIE, token)
                        .httpOnly(true)
                        .secure(request.isSecure())
                        .sameSite("Strict")
                        .path("/")
                        .maxAge(life)
                        .build()
                        .toString());
    }
}
