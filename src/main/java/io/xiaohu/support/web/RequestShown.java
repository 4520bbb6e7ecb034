package io.xiaohu.support.web;

import io.xiaohu.kernel.NumberMasks;
import io.xiaohu.kernel.Texts;
import io.xiaohu.support.Topic;
import io.xiaohu.support.requests.RequestForms;
import io.xiaohu.support.requests.RequestState;
import io.xiaohu.support.requests.ServiceRequest;
import io.xiaohu.support.requests.ServiceRequests;
import io.xiaohu.support.requests.jdbc.RequestHistory.Link;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How requests are shown, to either side. */
final class RequestShown {

    private static final Texts TEXTS = Texts.of("support");

    private RequestShown() {}

    record LinkShown(
            String kind, boolean back, UUID id, String number, String state, String title) {}

    /**
     * @param turn whose turn it is
     * @param dueAt by when it is to be solved; null while it is not ours to act
     * @param late whether that passed
     * @param until when a resolved one closes by itself, or until when a closed one reopens
     * @param reopenable whether it can be reopened now
     * @param continuedIn the conversation it goes on in instead
     */
    record Request(
            UUID id,
            String number,
            Topic topic,
            String title,
            RequestState state,
            RequestState.Turn turn,
            boolean complaint,
            @Nullable Instant dueAt,
            boolean late,
            @Nullable Instant until,
            boolean reopenable,
            @Nullable UUID continuedIn,
            Instant submittedAt,
            Instant changedAt,
            @Nullable Instant resolvedAt,
            @Nullable String agent,
            String lastMessage,
            Instant lastAt) {}

    /** As its customer sees it. */
    static Request request(ServiceRequest request, Instant now, Locale locale) {
        return request(request, NumberMasks.masked(request.lastText()), now, locale);
    }

    /** As it stands in lists of the desk, which show no line of it. */
    static Request listed(ServiceRequest request, Instant now, Locale locale) {
        return request(request, "", now, locale);
    }

    private static Request request(
            ServiceRequest request, String lastMessage, Instant now, Locale locale) {
        Instant until = ServiceRequests.until(request);
        Instant due = request.promise().dueAt();
        boolean done =
                request.state() == RequestState.RESOLVED || request.state() == RequestState.CLOSED;
        return new Request(
                request.id(),
                request.number(),
                request.topic(),
                TEXTS.get(locale, "title." + request.topic()),
                request.state(),
                request.state().turn(),
                request.complaint(),
                due,
                request.missedAt() != null || (due != null && due.isBefore(now)),
                until,
                done && until != null && until.isAfter(now),
                request.continuedIn(),
                request.submittedAt(),
                request.changedAt(),
                request.resolvedAt(),
                request.claimedName(),
                lastMessage,
                request.lastAt());
    }

    static List<LinkShown> links(List<Link> links, Locale locale) {
        return links.stream()
                .map(link ->
                        new LinkShown(
                                link.kind().name(),
                                link.back(),
                                link.id(),
                                link.number(),
                                link.state(),
                                TEXTS.get(locale, "title." + link.topic())))
                .toList();
    }

    record ChoiceShown(String code, String label) {}

    record FieldShown(
            String code,
            String kind,
            boolean required,
            int longest,
            String label,
            String hint,
            List<ChoiceShown> choices) {}

    record Form(Topic topic, String title, List<FieldShown> fields) {}

    static Form form(RequestForms forms, Topic topic, Locale locale) {
        return new Form(
                topic,
                TEXTS.get(locale, "title." + topic),
                forms.fields(topic).stream()
                        .map(field ->
                                new FieldShown(
                                        field.code(),
                                        field.kind().name(),
                                        field.required(),
                                        field.longest(),
                                        field.label(locale),
                                        field.hint(locale),
                                        field.choices().stream()
                                                .map(choice ->
                                                        new ChoiceShown(
                                                                choice.code(),
                                                                choice.label(locale)))
                                                .toList()))
                        .toList());
    }
}
