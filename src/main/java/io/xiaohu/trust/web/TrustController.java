package io.xiaohu.trust.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.kernel.OpenCall;
import io.xiaohu.kernel.Page;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.RateLimits;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.Texts;
import io.xiaohu.trust.Checked;
import io.xiaohu.trust.ContactKind;
import io.xiaohu.trust.OfficialContact;
import io.xiaohu.trust.OfficialContacts;
import io.xiaohu.trust.TrustChecks;
import io.xiaohu.trust.Verdict;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.springframework.context.annotation.Bean;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Trust")
@RestController
class TrustController {

    private static final Texts TEXTS = Texts.of("trust");
    private static final int LARGEST_TEXT = 20 * 1024;

    record Check(@NotNull String value) {}

    record Contact(ContactKind kind, String title, String value, String href) {}

    /**
     * @param since when it became ours
     * @param until when it stopped being ours
     */
    record PastContact(
            ContactKind kind, String title, String value, Instant since, Instant until) {}

    /**
     * @param parts each thing found in the value, the worst first
     */
    record Answer(
            Verdict verdict,
            String why,
            String advice,
            List<Checked.Part> parts,
            List<Contact> officialAlternatives) {}

    private final OfficialContacts contacts;
    private final TrustChecks checks;
    private final RateLimits limits;

    TrustController(OfficialContacts contacts, TrustChecks checks, RateLimits limits) {
        this.contacts = contacts;
        this.checks = checks;
        this.limits = limits;
    }

    @Bean
    static OpenCall readContacts() {
        return OpenCall.get("/api/v1/contacts");
    }

    @Bean
    static OpenCall readPastContacts() {
        return OpenCall.get("/api/v1/contacts/past");
    }

    @Bean
    static OpenCall checkShortValue() {
        return OpenCall.get("/api/v1/trust/check");
    }

    @Bean
    static OpenCall checkText() {
        return OpenCall.before("POST", "/api/v1/trust/check");
    }

    @Operation(
            summary = "The official contacts",
            description =
                    "Every place where customers really reach us; what is not here is not us.")
    @GetMapping("/api/v1/contacts")
    Page<Contact> contacts(Locale locale) {
        return Page.last(shown(contacts.inUse(), locale));
    }

    @Operation(
            summary = "What was an official contact once",
            description = "With since when and until when; none of it is ours any more.")
    @GetMapping("/api/v1/contacts/past")
    Page<PastContact> pastContacts(Locale locale) {
        return Page.last(
                contacts.past().stream()
                        .map(past ->
                                new PastContact(
                                        past.contact().kind(),
                                        TEXTS.get(locale, "kind." + past.contact().kind()),
                                        past.contact().value(),
                                        past.since(),
                                        past.until()))
                        .toList());
    }

    @Operation(
            summary = "Is this really you? (short values)",
            description = "A link, number, account or address. Nothing asked is kept or logged.")
    @GetMapping("/api/v1/trust/check")
    ResponseEntity<Answer> check(
            @RequestParam String value, HttpServletRequest request, Locale locale) {
        return answer(value, request, locale);
    }

    @Operation(
            summary = "Is this really you?",
            description =
                    "Also for whole texts up to 20 kB; the verdict of the worst part decides,"
                            + " and parts says what each is. UNKNOWN means that we do not know.")
    @PostMapping("/api/v1/trust/check")
    ResponseEntity<Answer> check(
            @RequestBody @Valid Check body, HttpServletRequest request, Locale locale) {
        return answer(body.value(), request, locale);
    }

    private ResponseEntity<Answer> answer(String value, HttpServletRequest request, Locale locale) {
        limits.take("trust-check-by-address", request.getRemoteAddr());
        if (value.getBytes(StandardCharsets.UTF_8).length > LARGEST_TEXT) {
            throw Problem.of(Reason.BODY_TOO_LARGE).field("value").exception();
        }
        Checked checked = checks.check(value, locale);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(
                        new Answer(
                                checked.verdict(),
                                checked.why(),
                                checked.advice(),
                                checked.parts(),
                                shown(checked.officialAlternatives(), locale)));
    }

    private static List<Contact> shown(List<OfficialContact> contacts, Locale locale) {
        return contacts.stream()
                .map(contact ->
                        new Contact(
                                contact.kind(),
                                TEXTS.get(locale, "kind." + contact.kind()),
                                contact.value(),
                                contact.href()))
                .toList();
    }
}
