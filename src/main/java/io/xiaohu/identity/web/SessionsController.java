package io.xiaohu.identity.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.identity.Customer;
import io.xiaohu.identity.Customers;
import io.xiaohu.identity.SignIns;
import io.xiaohu.identity.jdbc.SecurityEvents;
import io.xiaohu.identity.jdbc.Sessions;
import io.xiaohu.identity.place.Places;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.OpenCall;
import io.xiaohu.kernel.Page;
import io.xiaohu.kernel.Phone;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.WebUtils;

/** Signing in and out, and the devices somebody is signed in on. */
@Tag(name = "Accounts")
@RestController
class SessionsController {

    record SignIn(
            @NotNull @Size(max = 40) String phone,
            @Size(max = 128) @Nullable String password,
            @Size(max = 20) @Nullable String code,
            @Nullable UUID challengeId,
            @Size(max = 40) @Nullable String proof) {}

    /** One more proof that is due, and what answers it. */
    record Challenge(UUID id, List<String> kinds) {}

    /** Either who is signed in, or a challenge. */
    record SignInAnswer(
            @Nullable UUID customerId, @Nullable String csrfToken, @Nullable Challenge challenge) {}

    record Current(UUID customerId, String csrfToken, String displayName, String phone) {}

    /**
     * @param place where the address is, about; empty when not known
     * @param current whether it is the session that asks
     */
    record Listed(
            UUID id,
            String device,
            String address,
            String place,
            Instant createdAt,
            Instant seenAt,
            boolean current) {}

    private final SignIns signIns;
    private final Customers customers;
    private final Sessions sessions;
    private final SecurityEvents events;
    private final Places places;

    SessionsController(
            SignIns signIns,
            Customers customers,
            Sessions sessions,
            SecurityEvents events,
            Places places) {
        this.signIns = signIns;
        this.customers = customers;
        this.sessions = sessions;
        this.events = events;
        this.places = places;
    }

    @Bean
    static OpenCall openSignIn() {
        return OpenCall.before("POST", "/api/v1/sessions");
    }

    @Operation(
            summary = "Sign in",
            description =
                    "With the password, or instead with a code sent for SIGN_IN. 201 with a"
                        + " session, or 200 with a challenge where one more proof is due: the same"
                        + " call with challengeId and proof completes it. Kinds TOTP and"
                        + " RECOVERY_CODE where the second factor is on; CODE (a code sent for"
                        + " SIGN_IN) for a password from a device and a place that are new. 401"
                        + " CREDENTIALS_WRONG or 423 SIGN_IN_LOCKED, the same for phones that are"
                        + " not registered; a known device is locked only by its own wrong tries."
                        + " 403 SECOND_FACTOR_WRONG, 423 SECOND_FACTOR_LOCKED, which no new"
                        + " password ends. With a code: 403 STEP_UP_NEEDED where a real name is on"
                        + " file and the device is unknown or nobody was there for 90 days; kind"
                        + " PASSWORD: sign in with the password, the code stays good.")
    @PostMapping("/api/v1/sessions")
    ResponseEntity<SignInAnswer> signIn(
            @RequestBody @Valid SignIn body,
            HttpServletRequest request,
            HttpServletResponse response) {
        SignIns.Credentials given =
                new SignIns.Credentials(
                        Phone.parse(body.phone()),
                        body.password(),
                        body.code(),
                        body.challengeId(),
                        body.proof());
        return switch (signIns.signIn(given, CallerDevice.of(request))) {
            case SignIns.ProofDue due ->
                    ResponseEntity.ok(
                            new SignInAnswer(
                                    null, null, new Challenge(due.challenge(), due.kinds())));
            case SignIns.SignedIn in -> {
                CallerDevice.giveCookies(in.session(), request, response);
                yield ResponseEntity.status(HttpStatus.CREATED)
                        .body(new SignInAnswer(in.customer(), in.session().csrfToken(), null));
            }
        };
    }

    @Operation(summary = "The session", description = "Who is signed in, with the CSRF token.")
    @GetMapping("/api/v1/session")
    Current current(@AuthenticationPrincipal Caller.Customer me, HttpServletRequest request) {
        Customer customer = customers.get(me.customerId());
        String csrf =
                Optional.ofNullable(WebUtils.getCookie(request, Sessions.COOKIE))
                        .map(Cookie::getValue)
                        .flatMap(token -> sessions.find(token, false))
                        .map(session -> session.csrfToken())
                        .orElseThrow(() -> Problem.of(Reason.NOT_SIGNED_IN).exception());
        return new Current(customer.id(), csrf, customer.displayName(), customer.phone().masked());
    }

    @Operation(summary = "Sign out", description = "Ends this session; the device stays known.")
    @DeleteMapping("/api/v1/session")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signOut(
            @AuthenticationPrincipal Caller.Customer me,
            HttpServletRequest request,
            HttpServletResponse response) {
        sessions.end(me.sessionId(), me.customerId());
        CallerDevice.takeCookie(request, response);
    }

    @Operation(
            summary = "Devices",
            description = "All living sessions of the account, with place and time.")
    @GetMapping("/api/v1/sessions")
    Page<Listed> sessions(@AuthenticationPrincipal Caller.Customer me, Locale locale) {
        return Page.last(
                sessions.of(me.customerId()).stream()
                        .map(one ->
                                new Listed(
                                        one.id(),
                                        one.device(),
                                        one.address(),
                                        places.of(one.address(), locale),
                                        one.createdAt(),
                                        one.seenAt(),
                                        one.id().equals(me.sessionId())))
                        .toList());
    }

    @Operation(
            summary = "Sign a device out",
            description = "Ends one session of the account; its device is no longer known.")
    @DeleteMapping("/api/v1/sessions/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(
            @AuthenticationPrincipal Caller.Customer me,
            @PathVariable UUID id,
            HttpServletRequest request) {
        if (!sessions.signOut(id, me.customerId())) {
            throw Problem.of(Reason.NOT_FOUND).exception();
        }
        events.note(me.customerId(), SecurityEvents.Kind.SESSION_ENDED, CallerDevice.of(request));
    }

    @Operation(
            summary = "Sign all other devices out",
            description = "Ends every session but this one; no other device is known any more.")
    @DeleteMapping("/api/v1/sessions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endOthers(@AuthenticationPrincipal Caller.Customer me, HttpServletRequest request) {
        sessions.signOutOthers(me.customerId(), me.sessionId());
        events.note(me.customerId(), SecurityEvents.Kind.SESSIONS_ENDED, CallerDevice.of(request));
    }
}
