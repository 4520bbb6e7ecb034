package io.xiaohu.support;

import io.xiaohu.identity.AccountFrozen;
import io.xiaohu.identity.AccountUnfrozen;
import io.xiaohu.identity.ActivityDisowned;
import io.xiaohu.identity.Freeze;
import io.xiaohu.identity.SecurityEvent;
import io.xiaohu.identity.SecurityTimeline;
import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Movement;
import io.xiaohu.kernel.MovementSource;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.SubjectKind;
import io.xiaohu.kernel.SubjectRef;
import io.xiaohu.kernel.Texts;
import io.xiaohu.kernel.Written;
import io.xiaohu.support.jdbc.ConversationRows;
import io.xiaohu.support.jdbc.ConversationRows.NewConversation;
import io.xiaohu.support.jdbc.FreezeCaseRows;
import io.xiaohu.support.routing.Arrivals;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/**
 * Opens a conversation for every freeze, which lists what the customer and support should review
 * together, and is the place to answer or appeal. Told twice, it is opened once.
 */
@Component
class FreezeCases {

    private static final Texts TEXTS = Texts.of("support");
    private static final Duration LOOK_BACK = Duration.ofDays(30);
    private static final int MOST = 8;

    private final ConversationRows rows;
    private final FreezeCaseRows cases;
    private final SecurityTimeline timeline;
    private final List<MovementSource> movements;
    private final ConversationLines lines;
    private final Arrivals arrivals;
    private final Clock clock;

    FreezeCases(
            ConversationRows rows,
            FreezeCaseRows cases,
            SecurityTimeline timeline,
            List<MovementSource> movements,
            ConversationLines lines,
            Arrivals arrivals,
            Clock clock) {
        this.rows = rows;
        this.cases = cases;
        this.timeline = timeline;
        this.movements = movements;
        this.lines = lines;
        this.arrivals = arrivals;
        this.clock = clock;
    }

    @ApplicationModuleListener
    void on(AccountFrozen event) {
        open(
                event.freezeId(),
                event.customerId(),
                event.cause(),
                Locale.forLanguageTag(event.language()));
    }

    @ApplicationModuleListener
    void on(ActivityDisowned event) {
        Locale locale = Locale.forLanguageTag(event.language());
        UUID conversation =
                open(event.freezeId(), event.customerId(), Freeze.Cause.CUSTOMER, locale);
        String clientId = "disowned:" + event.eventId();
        timeline.latest(event.customerId(), 50, locale).stream()
                .filter(done -> done.id().equals(event.eventId()))
                .findFirst()
                .ifPresent(done ->
                        say(
                                conversation,
                                clientId,
                                TEXTS.get(
                                        locale,
                                        "freeze.alsoNotMe",
                                        Map.of("event", line(done, locale)))));
    }

    @ApplicationModuleListener
    void on(AccountUnfrozen event) {
        cases.find(event.freezeId())
                .filter(id -> rows.find(id).orElseThrow().state() != ConversationRow.State.CLOSED)
                .ifPresent(id ->
                        say(
                                id,
                                "unfrozen",
                                TEXTS.get(
                                        rows.find(id).orElseThrow().language(),
                                        event.stillFrozen()
                                                ? "freeze.oneLifted"
                                                : "freeze.lifted")));
    }

    private UUID open(UUID freeze, UUID customer, Freeze.Cause cause, Locale locale) {
        cases.lock(freeze);
        return cases.find(freeze)
                .orElseGet(() -> {
                    UUID id = Ids.next();
                    rows.insert(
                            new NewConversation(
                                    id,
                                    customer,
                                    null,
                                    Topic.SAFETY,
                                    new SubjectRef(SubjectKind.ACCOUNT, customer),
                                    Reason.ACCOUNT_FROZEN.name(),
                                    null,
                                    locale),
                            clock.instant());
                    arrivals.queue(id);
                    String opening = TEXTS.get(locale, "freeze.opened." + cause);
                    cases.insert(freeze, id, opening);
                    say(id, "frozen", opening);
                    say(id, "review", review(customer, locale));
                    return id;
                });
    }

    private String review(UUID customer, Locale locale) {
        Instant since = clock.instant().minus(LOOK_BACK);
        Stream<String> money =
                movements.stream()
                        .flatMap(source -> source.movements(customer, null, MOST, locale).stream())
                        .filter(movement -> movement.at().isAfter(since))
                        .filter(movement -> movement.amount().isNegative())
                        .sorted(Comparator.comparing(Movement::at).reversed())
                        .limit(MOST)
                        .map(movement ->
                                Written.time(movement.at(), locale)
                                        + "  "
                                        + movement.title()
                                        + "  "
                                        + Written.money(movement.amount()));
        Stream<String> safety =
                timeline.latest(customer, MOST, locale).stream()
                        .filter(event -> event.at().isAfter(since))
                        .map(event -> line(event, locale));
        return TEXTS.get(
                locale,
                "freeze.review",
                Map.of("safety", listed(safety, locale), "money", listed(money, locale)));
    }

    private static String listed(Stream<String> lines, Locale locale) {
        String all = lines.map(line -> "\n· " + line).collect(Collectors.joining());
        return all.isEmpty() ? TEXTS.get(locale, "freeze.nothing") : all;
    }

    private static String line(SecurityEvent event, Locale locale) {
        String mark = event.disowned() ? "  " + TEXTS.get(locale, "freeze.notMe") : "";
        return Stream.of(
                                Written.time(event.at(), locale),
                                event.title(),
                                event.device(),
                                event.address())
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining("  "))
                + mark;
    }

    private void say(UUID conversation, String clientId, String text) {
        lines.once(lines.hold(conversation), ConversationLines.ours(clientId, text, false));
    }
}
