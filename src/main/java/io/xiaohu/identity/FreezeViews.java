package io.xiaohu.identity;

import io.xiaohu.identity.jdbc.SecurityEvents;
import io.xiaohu.kernel.Texts;
import io.xiaohu.staff.Proposals;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Puts an account's freezes in words, for its customer and for staff. */
@Service
public class FreezeViews {

    private static final Texts TEXTS = Texts.of("identity");

    private final Freezes freezes;
    private final SecurityEvents events;
    private final Proposals proposals;

    FreezeViews(Freezes freezes, SecurityEvents events, Proposals proposals) {
        this.freezes = freezes;
        this.events = events;
        this.proposals = proposals;
    }

    /** All freezes of an account, the newest first. */
    public List<FreezeShown> of(UUID customer, Locale locale) {
        return freezes.of(customer).stream().map(freeze -> shown(freeze, locale)).toList();
    }

    public FreezeShown shown(Freeze freeze, Locale locale) {
        Freeze.Cause cause = freeze.cause();
        return new FreezeShown(
                freeze.id(),
                cause,
                freeze.since(),
                freeze.liftedAt(),
                TEXTS.get(locale, "freeze." + cause + ".title"),
                reason(freeze, locale),
                TEXTS.get(locale, "freeze." + cause + ".remedy"),
                TEXTS.get(locale, "freeze." + cause + ".appeal"),
                proposals
                        .latestAbout(UnfreezeProposals.NAME, freeze.id())
                        .map(FreezeShown.Unfreezing::of)
                        .orElse(null));
    }

    private String reason(Freeze freeze, Locale locale) {
        if (!freeze.reason().isEmpty()) {
            return freeze.reason();
        }
        return Optional.ofNullable(freeze.eventId())
                .flatMap(events::find)
                .map(event ->
                        TEXTS.get(
                                locale,
                                "freeze.notMe",
                                Map.of(
                                        "event", TEXTS.get(locale, "event." + event.kind()),
                                        "at", event.at())))
                .orElseGet(() -> TEXTS.get(locale, "freeze.asked"));
    }
}
