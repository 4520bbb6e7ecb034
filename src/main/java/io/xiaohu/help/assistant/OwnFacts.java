package io.xiaohu.help.assistant;

import io.xiaohu.kernel.Failure;
import io.xiaohu.kernel.Movement;
import io.xiaohu.kernel.MovementFilter;
import io.xiaohu.kernel.MovementSource;
import io.xiaohu.kernel.SubjectDescriber;
import io.xiaohu.kernel.SubjectKind;
import io.xiaohu.kernel.SubjectRef;
import io.xiaohu.kernel.SubjectView;
import io.xiaohu.kernel.Texts;
import io.xiaohu.kernel.Written;
import io.xiaohu.support.ConversationRow;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Answers with how the thing stands that a customer asks about: what the conversation was opened
 * about, or else the movement its words fit. It tells what the owner of that thing tells, nothing
 * else.
 */
@Component
class OwnFacts {

    private static final Texts TEXTS = Texts.of("assistant");
    private static final Duration LATELY = Duration.ofDays(7);
    private static final int MOST = 50;

    /** What has a page of its own among the bills. */
    private static final Set<SubjectKind> MOVEMENTS =
            Set.of(
                    SubjectKind.TOP_UP,
                    SubjectKind.WITHDRAWAL,
                    SubjectKind.TRANSFER,
                    SubjectKind.PAYMENT,
                    SubjectKind.REFUND);

    /** What waits first, then what failed, then the latest. */
    private static final Comparator<Movement> WORTH_TELLING =
            Comparator.comparing((Movement movement) ->
                            switch (movement.state()) {
                                case PROCESSING -> 0;
                                case FAILED -> 1;
                                case SUCCEEDED -> 2;
                            })
                    .thenComparing(Movement::at, Comparator.reverseOrder());

    private final List<SubjectDescriber> describers;
    private final List<MovementSource> movements;
    private final Clock clock;

    OwnFacts(List<SubjectDescriber> describers, List<MovementSource> movements, Clock clock) {
        this.describers = describers;
        this.movements = movements;
        this.clock = clock;
    }

    Optional<Answer> answer(ConversationRow row, String question, Locale locale) {
        UUID customer = row.customerId();
        SubjectRef subject = row.subject();
        if (customer == null) {
            return Optional.empty();
        }
        if (subject != null && MOVEMENTS.contains(subject.kind())) {
            return describe(subject, customer, locale).map(view -> told(view, locale));
        }
        return AskedAbout.in(question).flatMap(about -> meant(customer, about, question, locale));
    }

    /**
     * Of the amount that was named; where there is none, that is said before the latest is told.
     */
    private Optional<Answer> meant(
            UUID customer, AskedAbout about, String question, Locale locale) {
        @Nullable BigDecimal amount = AskedAbout.amount(question).orElse(null);
        if (amount == null) {
            return latest(customer, about, null, locale);
        }
        return latest(customer, about, amount, locale)
                .or(() ->
                        latest(customer, about, null, locale)
                                .map(other -> other.after(none(amount, locale))));
    }

    private static String none(BigDecimal amount, Locale locale) {
        Map<String, Object> args =
                Map.of("amount", amount.toPlainString(), "days", LATELY.toDays());
        return TEXTS.get(locale, "facts.none", args);
    }

    private Optional<Answer> latest(
            UUID customer, AskedAbout about, @Nullable BigDecimal amount, Locale locale) {
        return movement(customer, about, amount, locale)
                .flatMap(movement -> describe(movement.subject(), customer, locale))
                .map(view -> told(view, locale));
    }

    private Optional<Movement> movement(
            UUID customer, AskedAbout about, @Nullable BigDecimal amount, Locale locale) {
        Instant since = clock.instant().minus(LATELY);
        MovementFilter filter =
                new MovementFilter(null, about.kind(), null, null, amount, amount, since, null);
        return movements.stream()
                .flatMap(source -> look(source, customer, filter, locale))
                .min(WORTH_TELLING);
    }

    private static Stream<Movement> look(
            MovementSource source, UUID customer, MovementFilter filter, Locale locale) {
        return source.look(customer, filter, null, MOST, locale).found().stream();
    }

    private Optional<SubjectView> describe(SubjectRef subject, UUID customer, Locale locale) {
        return describers.stream()
                .filter(one -> one.kinds().contains(subject.kind()))
                .findFirst()
                .flatMap(one -> one.describe(subject, customer, locale));
    }

    private static Answer told(SubjectView view, Locale locale) {
        Failure failure = view.failure();
        String amount = view.amount() == null ? "" : Written.money(view.amount().abs());
        String facts =
                TEXTS.get(
                        locale,
                        "facts",
                        Map.of(
                                "title", view.title(),
                                "amount", amount,
                                "time", Written.time(view.at(), locale),
                                "summary", view.summary()));
        String text = failure == null ? facts : facts + "\n" + failure.detail();
        return new Answer(
                view.subject().kind() + ":" + view.subject().id() + ":" + view.state(),
                null,
                text,
                TEXTS.get(locale, "source.bill"),
                "/bills/" + view.subject().id());
    }
}
