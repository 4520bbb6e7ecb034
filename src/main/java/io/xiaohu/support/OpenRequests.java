package io.xiaohu.support;

import io.xiaohu.kernel.Texts;
import io.xiaohu.support.requests.RequestState;
import io.xiaohu.support.requests.ServiceRequest;
import io.xiaohu.support.requests.jdbc.RequestRows;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** A customer's requests that are not solved yet, in words. */
@Service
public class OpenRequests {

    private static final Texts TEXTS = Texts.of("support");

    private static final Set<RequestState> UNSOLVED =
            EnumSet.of(
                    RequestState.SUBMITTED,
                    RequestState.IN_PROGRESS,
                    RequestState.WAITING_FOR_CUSTOMER);

    private final RequestRows rows;

    OpenRequests(RequestRows rows) {
        this.rows = rows;
    }

    /**
     * One of them.
     *
     * @param id its conversation's as well
     * @param title its number and topic
     * @param state where it stands
     * @param dueAt by when it is to be solved; null while that is not ours to do
     */
    public record OpenRequest(
            UUID id, String title, String state, Instant submittedAt, @Nullable Instant dueAt) {}

    /** The latest changed first. */
    public List<OpenRequest> of(UUID customer, Locale locale) {
        return rows.ofCustomer(customer).stream()
                .filter(request -> UNSOLVED.contains(request.state()))
                .map(request -> shown(request, locale))
                .toList();
    }

    private static OpenRequest shown(ServiceRequest request, Locale locale) {
        return new OpenRequest(
                request.id(),
                TEXTS.get(
                        locale,
                        "request.open",
                        Map.of(
                                "number", request.number(),
                                "topic", TEXTS.get(locale, "title." + request.topic()))),
                TEXTS.get(locale, "request.state." + request.state()),
                request.submittedAt(),
                request.promise().dueAt());
    }
}
