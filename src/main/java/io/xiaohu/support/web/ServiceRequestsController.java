package io.xiaohu.support.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.OpenCall;
import io.xiaohu.kernel.Page;
import io.xiaohu.kernel.RateLimits;
import io.xiaohu.support.Topic;
import io.xiaohu.support.requests.RequestForms;
import io.xiaohu.support.requests.ServiceRequest;
import io.xiaohu.support.requests.ServiceRequests;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Requests")
@RestController
class ServiceRequestsController {

    /** What a customer can ask about in writing, in the order it is offered. */
    private static final List<Topic> OFFERED =
            Stream.of(Topic.values())
                    .filter(topic ->
                            topic != Topic.HOURS
                                    && topic != Topic.CONTACT
                                    && topic != Topic.FEEDBACK)
                    .toList();

    record Submit(
            @NotNull Topic topic,
            @NotBlank @Size(max = ConversationsController.LONGEST_TEXT) String message,
            @Size(max = 20)
                    @Nullable Map<@Size(max = 30) String, @NotNull @Size(max = 1000) String> values,
            @Nullable Boolean complaint,
            @Size(max = 6) @Nullable List<@NotNull UUID> attachmentIds,
            @Nullable UUID followUpOf) {}

    record Reopen(@NotBlank @Size(max = ConversationsController.LONGEST_TEXT) String message) {}

    record One(
            RequestShown.Request request,
            List<RequestForms.Answer> answers,
            List<RequestShown.LinkShown> links) {}

    private final ServiceRequests requests;
    private final RequestForms forms;
    private final RateLimits limits;
    private final Clock clock;

    ServiceRequestsController(
            ServiceRequests requests, RequestForms forms, RateLimits limits, Clock clock) {
        this.requests = requests;
        this.forms = forms;
        this.limits = limits;
        this.clock = clock;
    }

    @Bean
    static OpenCall readRequestForms() {
        return OpenCall.get("/api/v1/service-request-forms");
    }

    @Operation(
            summary = "What a request is asked for",
            description =
                    "Each topic with its fields: TEXT, AMOUNT (yuan, such as 12.34), TIME (RFC"
                            + " 3339, not in the future), PHONE, or CHOICE of the codes given.")
    @GetMapping("/api/v1/service-request-forms")
    Page<RequestShown.Form> forms(Locale locale) {
        return Page.last(
                OFFERED.stream().map(topic -> RequestShown.form(forms, topic, locale)).toList());
    }

    @Operation(
            summary = "Submit a request",
            description =
                    "The slow form of a conversation: it has a number, a state and a due time on"
                            + " open hours. Its lines are those of the conversation with the same"
                            + " id. Unfit fields are named as values.code.")
    @PostMapping("/api/v1/service-requests")
    @ResponseStatus(HttpStatus.CREATED)
    RequestShown.Request submit(
            @AuthenticationPrincipal Caller.Customer me,
            @RequestBody @Valid Submit body,
            Locale locale) {
        limits.take("service-requests-by-caller", me.key());
        return shown(
                requests.submit(
                        me.customerId(),
                        new ServiceRequests.Submission(
                                body.topic(),
                                body.message().strip(),
                                body.values() == null ? Map.of() : body.values(),
                                Boolean.TRUE.equals(body.complaint()),
                                body.attachmentIds() == null ? List.of() : body.attachmentIds(),
                                body.followUpOf()),
                        locale),
                locale);
    }

    @Operation(summary = "My requests", description = "What changed last comes first.")
    @GetMapping("/api/v1/service-requests")
    Page<RequestShown.Request> list(@AuthenticationPrincipal Caller.Customer me, Locale locale) {
        return Page.last(
                requests.of(me.customerId()).stream().map(one -> shown(one, locale)).toList());
    }

    @Operation(
            summary = "One request",
            description = "Where it stands, whose turn it is, by when; what was entered; links.")
    @GetMapping("/api/v1/service-requests/{id}")
    One one(@AuthenticationPrincipal Caller.Customer me, @PathVariable UUID id, Locale locale) {
        ServiceRequest found = requests.get(me.customerId(), id);
        return new One(
                shown(found, locale),
                forms.answers(id, found.topic(), locale),
                RequestShown.links(requests.links(found), locale));
    }

    @Operation(
            summary = "Close a request",
            description = "It is solved, or no longer wanted. It can be reopened for 14 days.")
    @PostMapping("/api/v1/service-requests/{id}/close")
    RequestShown.Request close(
            @AuthenticationPrincipal Caller.Customer me, @PathVariable UUID id, Locale locale) {
        return shown(requests.close(me.customerId(), id), locale);
    }

    @Operation(
            summary = "Reopen a request",
            description =
                    "With what is still wrong. 409 once it was closed for 14 days, and with"
                            + " continuedIn when it goes on in a conversation.")
    @PostMapping("/api/v1/service-requests/{id}/reopen")
    RequestShown.Request reopen(
            @AuthenticationPrincipal Caller.Customer me,
            @PathVariable UUID id,
            @RequestBody @Valid Reopen body,
            Locale locale) {
        limits.take("service-requests-by-caller", me.key());
        return shown(requests.reopen(me.customerId(), id, body.message().strip()), locale);
    }

    private RequestShown.Request shown(ServiceRequest request, Locale locale) {
        return RequestShown.request(request, clock.instant(), locale);
    }
}
