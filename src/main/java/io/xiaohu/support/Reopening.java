package io.xiaohu.support;

import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Texts;
import io.xiaohu.support.jdbc.ConversationRows;
import io.xiaohu.support.jdbc.HandlingRows;
import io.xiaohu.support.requests.jdbc.RequestRows;
import io.xiaohu.support.routing.Arrivals;
import io.xiaohu.support.talk.HumanWanted;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What a customer's line does to the conversation it comes into. */
@Component
class Reopening {

    private static final Texts TEXTS = Texts.of("support");

    private final ConversationRows rows;
    private final HandlingRows handling;
    private final ConversationLines lines;
    private final Mentions mentions;
    private final RequestRows requests;
    private final Arrivals arrivals;
    private final Duration within;
    private final Clock clock;

    Reopening(
            ConversationRows rows,
            HandlingRows handling,
            ConversationLines lines,
            Mentions mentions,
            RequestRows requests,
            Arrivals arrivals,
            @Value("${xiaohu.support.reopen-within:7d}") Duration within,
            Clock clock) {
        this.rows = rows;
        this.handling = handling;
        this.lines = lines;
        this.mentions = mentions;
        this.requests = requests;
        this.arrivals = arrivals;
        this.within = within;
        this.clock = clock;
    }

    /** Until when writing into an ended conversation opens it again. */
    Instant until(Instant closedAt) {
        return closedAt.plus(within);
    }

    /**
     * Opens a held conversation again that ended lately; one that ended longer ago goes on in a new
     * one, and so does a phone call, which nobody can pick up again.
     *
     * @return the conversation to write into
     */
    UUID whereToWrite(ConversationRow held) {
        Instant closed = held.closedAt();
        if (held.state() != ConversationRow.State.CLOSED) {
            return held.id();
        }
        Instant now = clock.instant();
        boolean call = held.isCall();
        if (!call && (closed == null || now.isBefore(until(closed)))) {
            handling.reopen(held.id());
            arrivals.again(held.id(), held.claimedBy());
            sayWhen(held.id(), "system.reopened");
            return held.id();
        }
        UUID fresh = Ids.next();
        handling.openAnew(held.id(), fresh, now);
        arrivals.again(fresh, held.claimedBy());
        handling.continueIn(held.id(), fresh);
        sayWhen(fresh, call ? "system.goesOnFromCall" : "system.goesOn");
        return fresh;
    }

    /** Says something and, after it, by when it is answered. */
    private void sayWhen(UUID id, String key) {
        lines.say(id, language -> TEXTS.get(language, key) + arrivals.answered(language));
    }

    /**
     * Who asks for a human in so many words comes first in the queue, and is told so once. A
     * request is in no queue: they are told by when it is answered, and whoever has it that they
     * asked.
     */
    void heed(UUID id, String text) {
        if (!HumanWanted.in(text) || !handling.askHuman(id, clock.instant())) {
            return;
        }
        ConversationRow row = rows.find(id).orElseThrow();
        String agent = row.claimedName();
        if (row.asRequest()) {
            onRequest(row);
            return;
        }
        if (agent == null) {
            sayWhen(id, "system.humanComes");
        } else {
            lines.say(id, "system.humanHere", Map.of("name", agent));
        }
    }

    private void onRequest(ConversationRow row) {
        UUID holder = row.claimedBy();
        Locale locale = row.language();
        String due =
                requests.find(row.id())
                        .map(request -> request.promise().dueAt())
                        .filter(clock.instant()::isBefore)
                        .map(at -> TEXTS.get(locale, "system.humanOnRequestDue", Map.of("due", at)))
                        .orElse("");
        if (holder == null) {
            lines.say(row.id(), language -> TEXTS.get(language, "system.humanOnRequest") + due);
            return;
        }
        Map<String, String> name = Map.of("name", String.valueOf(row.claimedName()));
        lines.say(
                row.id(), language -> TEXTS.get(language, "system.humanOnRequestHeld", name) + due);
        MessageRow remark = lines.remark(row.id(), "system.humanAsked", Map.of());
        mentions.tell(row.id(), remark, Set.of(holder));
    }
}
