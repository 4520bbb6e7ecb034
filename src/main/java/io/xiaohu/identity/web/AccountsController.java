package io.xiaohu.identity.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.identity.Accounts;
import io.xiaohu.identity.Customer;
import io.xiaohu.identity.Customers;
import io.xiaohu.identity.PinConfirmations;
import io.xiaohu.identity.SecurityEvent;
import io.xiaohu.identity.SecurityTimeline;
import io.xiaohu.identity.core.Digits;
import io.xiaohu.identity.core.SecondProof;
import io.xiaohu.identity.jdbc.SecurityEvents;
import io.xiaohu.identity.jdbc.Sessions;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.OpenCall;
import io.xiaohu.kernel.Page;
import io.xiaohu.kernel.Phone;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.RateLimits;
import io.xiaohu.kernel.Reason;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Accounts")
@RestController
class AccountsController {

    record Register(
            @NotNull @Size(max = 40) String phone,
            @NotNull @Size(max = 128) String password,
            @NotNull @Size(max = 20) String code,
            @Size(max = 40) @Nullable String displayName) {}

    record Registered(UUID id, String phone, String csrfToken) {}

    record SignIn(
            @NotNull @Size(max = 40) String phone,
            @NotNull @Size(max = 128) String password,
            @Nullable UUID challengeId,
            @Size(max = 40) @Nullable String proof) {}

    /** A second factor that is due, and what answers it. */
    record Challenge(UUID id, List<String> kinds) {}

    /** Either who is signed in, or a challenge. */
    record SignInAnswer(
            @Nullable UUID customerId, @Nullable String csrfToken, @Nullable Challenge challenge) {}

    record Current(UUID customerId, String csrfToken, String displayName, String phone) {}

    /**
     * @param current whether it is the session that asks
     */
    record Listed(
            UUID id,
            String device,
            String address,
            Instant createdAt,
            Instant seenAt,
            boolean current) {}

    record ResetPassword(
            @NotNull @Size(max = 40) String phone,
            @NotNull @Size(max = 20) String code,
            @NotNull @Size(max = 128) String newPassword) {}

    record SetPin(
            @NotNull @Size(max = 20) String pin,
            @Size(max = 20) @Nullable String currentPin,
            @Nullable UUID challengeId,
            @Size(max = 4_000) @Nullable String proof) {}

    private final Accounts accounts;
    private final Customers customers;
    private final Sessions sessions;
    private final SecurityEvents events;
    private final SecurityTimeline timeline;
    private final RateLimits limits;

    AccountsController(
            Accounts accounts,
            Customers customers,
            Sessions sessions,
            SecurityEvents events,
            RateLimits limits) {
        this.accounts = accounts;
        this.customers = customers;
        this.sessions = sessions;
        this.events = events;
        this.timeline = events;
        this.limits = limits;
    }

    @Bean
    static OpenCall openRegister() {
        return OpenCall.before("POST", "/api/v1/customers");
    }

    @Bean
    static OpenCall openSignIn() {
        return OpenCall.before("POST", "/api/v1/sessions");
    }

    @Bean
    static OpenCall openResetPassword() {
        return OpenCall.before("POST", "/api/v1/password-resets");
    }

    @Operation(
            summary = "Register",
            description = "Opens an account for a phone, with a session in the answer's cookie.")
    @PostMapping("/api/v1/customers")
    @ResponseStatus(HttpStatus.CREATED)
    Registered register(
            @RequestBody @Valid Register body,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        limits.take("register-by-address", request.getRemoteAddr());
        Phone phone = Phone.parse(body.phone());
        Accounts.SignedIn account =
                accounts.register(
                        new Accounts.Registration(
                                phone,
                                body.password(),
                                Digits.six(body.code(), "code"),
                                body.displayName()),
                        CallerDevice.of(request),
                        locale);
        CallerDevice.giveCookie(account.session().token(), request, response);
        return new Registered(account.customer(), phone.masked(), account.session().csrfToken());
    }

    @Operation(
            summary = "Sign in",
            description =
                    "201 with a session, or 200 with a challenge where the second factor is on: the"
                            + " same call with challengeId and proof, six digits of the"
                            + " authenticator or a recovery code, completes it. 401"
                            + " CREDENTIALS_WRONG or 423 SIGN_IN_LOCKED, the same for phones that"
                            + " are not registered; 403 SECOND_FACTOR_WRONG, 423"
                            + " SECOND_FACTOR_LOCKED, which no new password ends.")
    @PostMapping("/api/v1/sessions")
    ResponseEntity<SignInAnswer> signIn(
            @RequestBody @Valid SignIn body,
            HttpServletRequest request,
            HttpServletResponse response) {
        limits.take("sign-in-by-address", request.getRemoteAddr());
        Accounts.Credentials given =
                new Accounts.Credentials(
                        Phone.parse(body.phone()),
                        body.password(),
                        body.challengeId(),
                        body.proof());
        return switch (accounts.signIn(given, CallerDevice.of(request))) {
            case Accounts.SecondFactorDue due ->
                    ResponseEntity.ok(
                            new SignInAnswer(
                                    null, null, new Challenge(due.challenge(), SecondProof.KINDS)));
            case Accounts.SignedIn in -> {
                CallerDevice.giveCookie(in.session().token(), request, response);
                yield ResponseEntity.status(HttpStatus.CREATED)
                        .body(new SignInAnswer(in.customer(), in.session().csrfToken(), null));
            }
        };
    }

    @Operation(summary = "The session", description = "Who is signed in, with the CSRF token.")
    @GetMapping("/api/v1/session")
    Current current(@AuthenticationPrincipal Caller.Customer me, HttpServletRequest request) {
        Customer customer = customers.get(me.customerId());
        Cookie[] cookies = request.getCookies();
        String csrf =
                Arrays.stream(cookies == null ? new Cookie[0] : cookies)
                        .filter(cookie -> cookie.getName().equals(Sessions.COOKIE))
                        .flatMap(cookie -> sessions.find(cookie.getValue()).stream())
                        .map(session -> session.csrfToken())
                        .findFirst()
                        .orElseThrow(() -> Problem.of(Reason.NOT_SIGNED_IN).exception());
        return new Current(customer.id(), csrf, customer.displayName(), customer.phone().masked());
    }

    @Operation(summary = "Sign out", description = "Ends this session.")
    @DeleteMapping("/api/v1/session")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signOut(
            @AuthenticationPrincipal Caller.Customer me,
            HttpServletRequest request,
            HttpServletResponse response) {
        sessions.end(me.sessionId(), me.customerId());
        CallerDevice.takeCookie(request, response);
    }

    @Operation(summary = "Devices", description = "All living sessions of the account.")
    @GetMapping("/api/v1/sessions")
    Page<Listed> sessions(@AuthenticationPrincipal Caller.Customer me) {
        return Page.last(
                sessions.of(me.customerId()).stream()
                        .map(one ->
                                new Listed(
                                        one.id(),
                                        one.device(),
                                        one.address(),
                                        one.createdAt(),
                                        one.seenAt(),
                                        one.id().equals(me.sessionId())))
                        .toList());
    }

    @Operation(summary = "Sign a device out", description = "Ends one session of the account.")
    @DeleteMapping("/api/v1/sessions/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(
            @AuthenticationPrincipal Caller.Customer me,
            @PathVariable UUID id,
            HttpServletRequest request) {
        if (!sessions.end(id, me.customerId())) {
            throw Problem.of(Reason.NOT_FOUND).exception();
        }
        events.note(me.customerId(), SecurityEvents.Kind.SESSION_ENDED, CallerDevice.of(request));
    }

    @Operation(
            summary = "Reset a forgotten password",
            description =
                    "With a code sent for RESET_PASSWORD. Ends every session; never says whether"
                        + " the phone is registered. A password that is easy to guess, or one of"
                        + " the last five, is refused.")
    @PostMapping("/api/v1/password-resets")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void resetPassword(
            @RequestBody @Valid ResetPassword body, HttpServletRequest request, Locale locale) {
        limits.take("sign-in-by-address", request.getRemoteAddr());
        accounts.resetPassword(
                Phone.parse(body.phone()),
                Digits.six(body.code(), "code"),
                body.newPassword(),
                CallerDevice.of(request),
                locale);
    }

    @Operation(
            summary = "Set the payment PIN",
            description =
                    "The first PIN needs nothing more in the session that registered; later the"
                            + " current PIN, or a passkey: without currentPin it is 403"
                            + " STEP_UP_NEEDED with a challenge of kind PASSKEY, and the same call"
                            + " with challengeId and proof goes through. A first PIN elsewhere"
                            + " takes a proof of whatever kind its challenge names.")
    @PutMapping("/api/v1/me/payment-pin")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void setPin(
            @AuthenticationPrincipal Caller.Customer me,
            @RequestBody @Valid SetPin body,
            HttpServletRequest request) {
        String currentPin = body.currentPin();
        accounts.setPin(
                me,
                Digits.six(body.pin(), "pin"),
                new PinConfirmations.Given(
                        currentPin == null ? null : Digits.six(currentPin, "currentPin"),
                        body.challengeId(),
                        body.proof()),
                CallerDevice.of(request));
    }

    @Operation(
            summary = "Account activity",
            description = "What concerned the account's safety, the latest first.")
    @GetMapping("/api/v1/me/activity")
    Page<SecurityEvent> activity(@AuthenticationPrincipal Caller.Customer me, Locale locale) {
        return Page.last(timeline.latest(me.customerId(), 50, locale));
    }
}
