package io.xiaohu.verification.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.RateLimits;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.SafeFile;
import io.xiaohu.verification.AccountClass;
import io.xiaohu.verification.AccountClasses;
import io.xiaohu.verification.CheckKind;
import io.xiaohu.verification.IdentityCheck;
import io.xiaohu.verification.Verifications;
import io.xiaohu.verification.core.Standing;
import io.xiaohu.verification.jdbc.PersonRows;
import io.xiaohu.verification.provider.IdentityCheckProviders;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

@Tag(name = "Verification")
@RestController
class VerificationController {

    private static final String LIMIT = "identity-checks-by-caller";

    /** Both sides go in one call of 11 MB. */
    private static final long LARGEST_PICTURE = 5L * 1024 * 1024;

    record AskCheck(
            @NotNull CheckKind kind,
            @Size(max = 100) @Nullable String name,
            @Size(max = 60) @Nullable String identityNumber,
            @Size(max = 60) @Nullable String card,
            @Size(max = 40) @Nullable String phone) {

        /** It holds what nobody else may read. */
        @Override
        public String toString() {
            return "check of " + kind;
        }
    }

    /**
     * What a class needs.
     *
     * @param faceToFace whether having met staff is enough
     */
    record ClassNeeds(
            @JsonProperty("class") AccountClass accountClass, int checks, boolean faceToFace) {}

    /**
     * A kind of check, whether anybody can be asked for it here, and the latest one made.
     *
     * @param done whether one counts now
     */
    record KindShown(
            CheckKind kind,
            String title,
            boolean available,
            boolean done,
            @Nullable CheckShown latest) {}

    /**
     * How far somebody's verification is.
     *
     * @param name masked, once said
     * @param lastsUntil when the class falls if nothing is renewed
     * @param done how many independent checks count now
     * @param next the check to do next; absent when none is left
     * @param demo whether answers come from the demo and mean nothing
     */
    record Shown(
            @JsonProperty("class") AccountClass accountClass,
            @Nullable String name,
            @Nullable String identityNumber,
            @Nullable Instant lastsUntil,
            List<ClassNeeds> classes,
            List<KindShown> checks,
            int done,
            @Nullable CheckKind next,
            boolean demo) {}

    private final Verifications verifications;
    private final AccountClasses classes;
    private final IdentityCheckProviders providers;
    private final RateLimits limits;
    private final Clock clock;

    VerificationController(
            Verifications verifications,
            AccountClasses classes,
            IdentityCheckProviders providers,
            RateLimits limits,
            Clock clock) {
        this.verifications = verifications;
        this.classes = classes;
        this.providers = providers;
        this.limits = limits;
        this.clock = clock;
    }

    @Operation(
            summary = "My verification",
            description =
                    "The class I have, what each class needs, which checks count, which did not"
                            + " pass and why, what is next, and when it runs out. What each class"
                            + " gives is under /api/v1/limits/classes.")
    @GetMapping("/api/v1/me/verification")
    Shown mine(@AuthenticationPrincipal Caller.Customer me, Locale locale) {
        List<IdentityCheck> all = verifications.of(me.customerId());
        Set<CheckKind> held = Standing.held(all, clock.instant());
        List<KindShown> kinds =
                Arrays.stream(CheckKind.values())
                        .map(kind -> kind(kind, held.contains(kind), all, locale))
                        .filter(kind -> kind.kind() != CheckKind.FACE_TO_FACE || kind.done())
                        .toList();
        Optional<PersonRows.Person> person = verifications.person(me.customerId());
        return new Shown(
                classes.of(me.customerId()),
                person.map(it -> it.name().masked()).orElse(null),
                person.map(it -> it.number().masked()).orElse(null),
                classes.lastsUntil(me.customerId()).orElse(null),
                Standing.NEEDS.reversed().stream()
                        .map(need ->
                                new ClassNeeds(
                                        need.accountClass(), need.checks(), need.faceToFace()))
                        .toList(),
                kinds,
                (int) held.stream().filter(kind -> kind != CheckKind.FACE_TO_FACE).count(),
                next(kinds),
                providers.isDemo());
    }

    @Operation(
            summary = "Have a check made",
            description =
                    "IDENTITY_NUMBER with name and identityNumber comes first; then PHONE_OWNER"
                        + " (the account's phone), BANK_CARD with card, and phone where the bank"
                        + " knows another. It is ASKED at first; GET /api/v1/me/verification says"
                        + " what came of it. One under way, or one that counts, is not made twice:"
                        + " it is the answer.")
    @PostMapping("/api/v1/me/verification/checks")
    @ResponseStatus(HttpStatus.CREATED)
    CheckShown ask(
            @AuthenticationPrincipal Caller.Customer me,
            @RequestBody @Valid AskCheck body,
            Locale locale) {
        limits.take(LIMIT, me.key());
        IdentityCheck check =
                switch (body.kind()) {
                    case IDENTITY_NUMBER ->
                            verifications.askNumber(
                                    me.customerId(),
                                    given(body.name(), "name"),
                                    given(body.identityNumber(), "identityNumber"));
                    case PHONE_OWNER -> verifications.askPhone(me.customerId());
                    case BANK_CARD ->
                            verifications.askCard(
                                    me.customerId(), given(body.card(), "card"), body.phone());
                    case FACE, DOCUMENT, FACE_TO_FACE ->
                            throw Problem.of(Reason.BAD_INPUT).field("kind").exception();
                };
        return CheckShown.of(check, locale);
    }

    @Operation(
            summary = "Hand in my identity card",
            description =
                    "Pictures of front and back, JPEG or PNG up to 5 MB each, by content; kept"
                        + " encrypted. validUntil is the last day on the card; without it the card"
                        + " is for life. 409 DOCUMENT_UNDER_REVIEW with the time of the answer"
                        + " while an earlier one waits.")
    @PostMapping(
            path = "/api/v1/me/verification/documents",
            consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    CheckShown handIn(
            @AuthenticationPrincipal Caller.Customer me,
            @RequestPart MultipartFile front,
            @RequestPart MultipartFile back,
            @RequestParam(required = false) @Nullable LocalDate validUntil,
            Locale locale)
            throws IOException {
        limits.take(LIMIT, me.key());
        Verifications.Card card =
                new Verifications.Card(picture(front, "front"), picture(back, "back"), validUntil);
        return CheckShown.of(verifications.handIn(me.customerId(), card), locale);
    }

    @Operation(
            summary = "Have my face checked",
            description =
                    "A picture just taken, JPEG or PNG up to 5 MB. It is kept encrypted until there"
                            + " is an answer and then erased.")
    @PostMapping(
            path = "/api/v1/me/verification/faces",
            consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    CheckShown face(
            @AuthenticationPrincipal Caller.Customer me,
            @RequestPart MultipartFile face,
            Locale locale)
            throws IOException {
        limits.take(LIMIT, me.key());
        return CheckShown.of(verifications.askFace(me.customerId(), picture(face, "face")), locale);
    }

    private KindShown kind(CheckKind kind, boolean done, List<IdentityCheck> all, Locale locale) {
        return new KindShown(
                kind,
                CheckShown.title(kind, locale),
                kind == CheckKind.DOCUMENT || providers.kinds().contains(kind),
                done,
                all.stream()
                        .filter(check -> check.kind() == kind)
                        .findFirst()
                        .map(check -> CheckShown.of(check, locale))
                        .orElse(null));
    }

    /** The first that can be done and is neither done nor under way; a failed one goes last. */
    private static @Nullable CheckKind next(List<KindShown> kinds) {
        List<KindShown> left =
                kinds.stream()
                        .filter(kind -> kind.available() && !kind.done())
                        .filter(kind -> kind.latest() == null || kind.latest().failure() != null)
                        .toList();
        return left.stream()
                .filter(kind -> kind.kind() == CheckKind.IDENTITY_NUMBER || kind.latest() == null)
                .findFirst()
                .or(() -> left.stream().findFirst())
                .map(KindShown::kind)
                .orElse(null);
    }

    private static String given(@Nullable String value, String field) {
        if (value == null || value.isBlank()) {
            throw Problem.of(Reason.BAD_INPUT).field(field).exception();
        }
        return value;
    }

    private static SafeFile picture(MultipartFile file, String field) throws IOException {
        if (file.getSize() > LARGEST_PICTURE) {
            throw Problem.of(Reason.FILE_TOO_LARGE).with("max", "5 MB").field(field).exception();
        }
        SafeFile safe = SafeFile.of(file.getBytes());
        if (!safe.mediaType().startsWith("image/")) {
            throw Problem.of(Reason.FILE_TYPE_REFUSED).field(field).exception();
        }
        return safe;
    }
}
