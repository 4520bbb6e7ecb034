package io.xiaohu.support.requests;

import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.support.ConversationLines;
import io.xiaohu.support.ConversationsChanged;
import io.xiaohu.support.hours.CalendarsInForce;
import io.xiaohu.support.hours.ServiceCalendar;
import io.xiaohu.support.jdbc.ConversationRows;
import io.xiaohu.support.levels.ServiceClocks;
import io.xiaohu.support.requests.jdbc.RequestHistory;
import io.xiaohu.support.requests.jdbc.RequestHistory.By;
import io.xiaohu.support.requests.jdbc.RequestRows;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Moves requests from state to state, in the caller's transaction and with the conversation's row
 * held. Their time runs only while it is ours to act; a reopened one has its whole time again.
 */
@Component
class RequestMoves {

    /** How long a closed request can be reopened. */
    static final Duration REOPENS_WITHIN = Duration.ofDays(14);

    /** How long a resolved one waits for its customer to say otherwise. */
    static final Duration CLOSES_AFTER = Duration.ofDays(7);

    private final RequestRows rows;
    private final RequestHistory history;
    private final ConversationRows conversations;
    private final ConversationLines lines;
    private final ConversationsChanged changed;
    private final ServiceClocks clocks;
    private final CalendarsInForce calendars;
    private final Clock clock;

    RequestMoves(
            RequestRows rows,
            RequestHistory history,
            ConversationRows conversations,
            ConversationLines lines,
            ConversationsChanged changed,
            ServiceClocks clocks,
            CalendarsInForce calendars,
            Clock clock) {
        this.rows = rows;
        this.history = history;
        this.conversations = conversations;
        this.lines = lines;
        this.changed = changed;
        this.clocks = clocks;
        this.calendars = calendars;
        this.clock = clock;
    }

    /**
     * A request, with its conversation's row held.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND
     */
    ServiceRequest lock(UUID id) {
        return conversations
                .lock(id)
                .flatMap(row -> rows.find(id))
                .orElseThrow(() -> Problem.of(Reason.NOT_FOUND).exception());
    }

    /**
     * Moves a request and says so to its customer.
     *
     * @throws io.xiaohu.kernel.ProblemException REQUEST_NOT_MOVABLE, REQUEST_REOPEN_TOO_LATE,
     *     CONVERSATION_CLOSED with {@code continuedIn} when its conversation goes on elsewhere
     */
    ServiceRequest move(ServiceRequest from, RequestState to, By by, String note) {
        requireAllowed(from, to, by);
        ServiceRequest moved = write(from, to, by, note);
        if (to != RequestState.CLOSED) {
            keep(from.id(), to != RequestState.CONVERSATION);
        }
        if (from.state() == RequestState.CLOSED) {
            rows.reopenConversation(from.id(), by.kind() == RequestState.Who.CUSTOMER);
        }
        say(moved, "request.said." + key(from.state(), to), Map.of());
        if (to == RequestState.CLOSED && conversations.close(from.id(), clock.instant())) {
            changed.tell(from.id(), "", false);
        } else if (to == RequestState.CONVERSATION) {
            clocks.resume(conversations.find(from.id()).orElseThrow(), clock.instant());
        }
        return moved;
    }

    /** Follows what somebody wrote or did in the conversation; nothing is said beside that. */
    void follow(ServiceRequest from, RequestState to, By by) {
        write(from, to, by, "");
    }

    /** Whether its conversation is kept as a request; one that ended as a conversation is not. */
    boolean isKept(ServiceRequest request) {
        return conversations.find(request.id()).orElseThrow().asRequest();
    }

    /**
     * Takes a conversation out of the queue or puts it back; a request has no clocks but its own.
     */
    private void keep(UUID id, boolean asRequest) {
        rows.keepAsRequest(id, asRequest);
        if (asRequest) {
            clocks.halt(id, clock.instant());
        }
    }

    /** Adds a line of ours. */
    void say(ServiceRequest request, String key, Map<String, ?> args) {
        lines.say(request.id(), key, with(args, request));
    }

    ServiceCalendar hours(@Nullable String code) {
        return code == null
                ? calendars.get().applying(null, "APP")
                : calendars.get().hours(code).or(() -> calendars.read().hours(code)).orElseThrow();
    }

    /** The due time again, by the calendar as it is now. */
    void recompute(UUID id) {
        ServiceRequest request = lock(id);
        Promise promise = request.promise();
        ServiceCalendar hours = calendars.read().hours(promise.calendar()).orElseThrow();
        Instant since = promise.runningSince();
        if (since != null && promise.calendarVersion() != hours.version()) {
            rows.update(
                    request.moved(
                            request.state(),
                            promise.running(hours, since),
                            request.changedAt(),
                            request.resolvedAt(),
                            request.closedAt(),
                            false));
        }
    }

    private ServiceRequest write(ServiceRequest from, RequestState to, By by, String note) {
        Instant now = clock.instant();
        boolean again = to == RequestState.IN_PROGRESS && isDone(from.state());
        Promise promise = again ? from.promise().anew() : from.promise();
        ServiceCalendar hours = hours(promise.calendar());
        Promise next = promise;
        if (to.isOurs() && promise.runningSince() == null) {
            next = promise.running(hours, now);
        } else if (!to.isOurs() && promise.runningSince() != null) {
            next = promise.paused(hours, now);
        }
        Instant resolved = from.resolvedAt();
        if (isDone(to) && resolved == null) {
            resolved = now;
        }
        ServiceRequest moved =
                from.moved(
                        to,
                        next,
                        now,
                        isDone(to) ? resolved : null,
                        to == RequestState.CLOSED ? now : null,
                        again);
        rows.update(moved);
        history.add(from.id(), "STATE", from.state().name(), to.name(), note, by, now);
        return moved;
    }

    private void requireAllowed(ServiceRequest from, RequestState to, By by) {
        if (!from.state().allows(to, by.kind())) {
            throw Problem.of(Reason.REQUEST_NOT_MOVABLE)
                    .extra("state", from.state().name())
                    .exception();
        }
        UUID elsewhere = from.continuedIn();
        if (elsewhere != null) {
            throw Problem.of(Reason.CONVERSATION_CLOSED)
                    .extra("continuedIn", elsewhere)
                    .exception();
        }
        Instant closed = from.closedAt();
        if (closed != null && clock.instant().isAfter(closed.plus(REOPENS_WITHIN))) {
            throw Problem.of(Reason.REQUEST_REOPEN_TOO_LATE)
                    .with("days", REOPENS_WITHIN.toDays())
                    .exception();
        }
    }

    private static boolean isDone(RequestState state) {
        return state == RequestState.RESOLVED || state == RequestState.CLOSED;
    }

    private static String key(RequestState from, RequestState to) {
        return to == RequestState.IN_PROGRESS && isDone(from) ? "REOPENED" : to.name();
    }

    private static Map<String, Object> with(Map<String, ?> args, ServiceRequest request) {
        Map<String, Object> all = new HashMap<>(args);
        all.put("number", spoken(request.number()));
        return all;
    }

    /** Four and four, as it is read aloud. */
    static String spoken(String number) {
        return number.substring(0, 4) + " " + number.substring(4);
    }
}
