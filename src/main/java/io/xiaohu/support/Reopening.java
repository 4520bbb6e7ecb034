package io.xiaohu.support;

import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Texts;
import io.xiaohu.support.jdbc.ConversationRows;
import io.xiaohu.support.jdbc.HandlingRows;
import io.xiaohu.support.talk.HumanWanted;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
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
    private final Duration within;
    private final Clock clock;

    Reopening(
            ConversationRows rows,
            HandlingRows handling,
            ConversationLines lines,
            @Value("${xiaohu.support.reopen-within:7d}") Duration within,
            Clock clock) {
        this.rows = rows;
        this.handling = handling;
        this.lines = lines;
        this.within = within;
        this.clock = clock;
    }

    /** Until when writing into an ended conversation opens it again. */
    Instant until(Instant closedAt) {
        return closedAt.plus(within);
    }

    /**
     * Opens a held conversation again that ended lately; one that ended longer ago goes on in a new
     * one.
     *
     * @return the conversation to write into
     */
    UUID whereToWrite(ConversationRow held, Locale locale) {
        Instant closed = held.closedAt();
        if (held.state() != ConversationRow.State.CLOSED) {
            return held.id();
        }
        Instant now = clock.instant();
        if (closed == null || now.isBefore(until(closed))) {
            handling.reopen(held.id());
            lines.say(held.id(), TEXTS.get(locale, "system.reopened"));
            return held.id();
        }
        UUID fresh = Ids.next();
        handling.openAnew(held.id(), fresh, now);
        handling.continueIn(held.id(), fresh);
        lines.say(fresh, TEXTS.get(locale, "system.goesOn"));
        return fresh;
    }

    /** Who asks for a human in so many words comes first in the queue, and is told so once. */
    void heed(UUID id, String text, Locale locale) {
        if (!HumanWanted.in(text) || !handling.askHuman(id, clock.instant())) {
            return;
        }
        String agent = rows.find(id).orElseThrow().claimedName();
        lines.say(
                id,
                agent == null
                        ? TEXTS.get(locale, "system.humanComes")
                        : TEXTS.get(locale, "system.humanHere", Map.of("name", agent)));
    }
}
