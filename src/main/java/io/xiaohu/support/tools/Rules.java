package io.xiaohu.support.tools;

import io.xiaohu.kernel.Languages;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.ProblemException;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.Texts;
import io.xiaohu.support.ConversationActs;
import io.xiaohu.support.ConversationChanged;
import io.xiaohu.support.ConversationRow;
import io.xiaohu.support.Conversations;
import io.xiaohu.support.Topic;
import io.xiaohu.support.hours.CalendarsInForce;
import io.xiaohu.support.tools.jdbc.RuleFiringRows;
import io.xiaohu.support.tools.jdbc.RuleFiringRows.Outcome;
import io.xiaohu.support.tools.jdbc.ToolRows;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets rules answer to lines, after these are stored and told at least once; each rule acts on a
 * line once, in a transaction of its own, which also holds that it did. Rules answer to people only
 * and act in the name of the house, and in one conversation no more than so often a day: neither
 * each other nor a machine at the other end keeps them going.
 */
@Service
public class Rules {

    static final int MOST_A_DAY = 20;

    private static final Texts TEXTS = Texts.of("support");
    private static final String CHANNEL = "APP";
    private static final int MOST_LOOKED_AT = 5_000;
    private static final int MOST_SHOWN = 20;

    private final ToolRows tools;
    private final RuleFiringRows firings;
    private final ConversationActs acts;
    private final Conversations conversations;
    private final Values values;
    private final CalendarsInForce calendars;
    private final TransactionTemplate transactions;
    private final Clock clock;

    Rules(
            ToolRows tools,
            RuleFiringRows firings,
            ConversationActs acts,
            Conversations conversations,
            Values values,
            CalendarsInForce calendars,
            PlatformTransactionManager manager,
            Clock clock) {
        this.tools = tools;
        this.firings = firings;
        this.acts = acts;
        this.conversations = conversations;
        this.values = values;
        this.calendars = calendars;
        this.transactions = new TransactionTemplate(manager);
        this.transactions.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
    }

    /**
     * What a rule would have done.
     *
     * @param lookedAt how many lines were looked at, the latest first; not all when whole is false
     * @param lines the latest it would have answered to
     */
    public record DryRun(
            int lookedAt, boolean whole, int fits, int conversations, List<Fitting> lines) {}

    /** Where a line stands that fits; its words are read there, for a reason. */
    public record Fitting(UUID conversation, long seq, Topic topic, Instant at) {

        static Fitting of(Happened line) {
            return new Fitting(line.conversation(), line.seq(), line.topic(), line.at());
        }
    }

    /** Tried again by the event's publication until every rule that fits has been at the line. */
    @Async
    @TransactionalEventListener(condition = "!#event.internal() and #event.byAPerson()")
    void on(ConversationChanged event) {
        run(event.conversationId(), event.seq());
    }

    void run(UUID conversation, long seq) {
        List<Tool<Contents>> inForce = tools.rulesInForce();
        if (inForce.isEmpty()) {
            return;
        }
        firings.line(conversation, seq)
                .ifPresent(line ->
                        inForce.stream()
                                .filter(tool -> RuleMatch.fits(rule(tool), line, this::isOpen))
                                .forEach(tool -> act(tool, line)));
    }

    /** What a rule that may not be kept yet would have done in the last days; nothing is done. */
    public DryRun dryRun(Contents.Rule rule, Duration back) {
        List<Happened> lines = firings.since(clock.instant().minus(back), MOST_LOOKED_AT);
        Map<Instant, Boolean> open = new LinkedHashMap<>();
        Predicate<Instant> opened = at -> open.computeIfAbsent(at, this::isOpen);
        List<Happened> fits =
                lines.stream().filter(line -> RuleMatch.fits(rule, line, opened)).toList();
        return new DryRun(
                lines.size(),
                lines.size() < MOST_LOOKED_AT,
                fits.size(),
                (int) fits.stream().map(Happened::conversation).distinct().count(),
                fits.stream().limit(MOST_SHOWN).map(Fitting::of).toList());
    }

    private void act(Tool<Contents> tool, Happened line) {
        try {
            transactions.executeWithoutResult(status -> once(tool, line));
        } catch (ProblemException refused) {
            String reason = refused.problem().reason().name();
            transactions.executeWithoutResult(status ->
                    firings.insert(tool.id(), tool.version(), line, Outcome.REFUSED, reason));
        }
    }

    private void once(Tool<Contents> tool, Happened line) {
        acts.hold(line.conversation());
        Instant aDayAgo = clock.instant().minus(Duration.ofDays(1));
        boolean tooMany = firings.count(line.conversation(), aDayAgo) >= MOST_A_DAY;
        Outcome outcome = tooMany ? Outcome.TOO_MANY : Outcome.DONE;
        if (!firings.insert(tool.id(), tool.version(), line, outcome, "") || tooMany) {
            return;
        }
        Filling.Preview filled = filled(tool, line);
        if (!filled.missing().isEmpty()) {
            throw Problem.of(Reason.VARIABLE_UNFILLED)
                    .with("variable", filled.missing().getFirst())
                    .exception();
        }
        acts.run(tool.id(), tool.nameEn(), line.conversation(), line.seq(), filled.acts());
    }

    /** In the language of the conversation; notes for staff with them. */
    private Filling.Preview filled(Tool<Contents> tool, Happened line) {
        ConversationRow row = conversations.staffGet(line.conversation());
        Locale locale = row.language();
        Map<String, String> known = values.of(row, TEXTS.get(locale, "rule.house"), locale);
        return Filling.filled(rule(tool).acts(), known, locale.equals(Languages.ENGLISH));
    }

    private boolean isOpen(Instant at) {
        return calendars.get().applying(null, CHANNEL).time().isOpen(at);
    }

    private static Contents.Rule rule(Tool<Contents> tool) {
        if (tool.content() instanceof Contents.Rule rule) {
            return rule;
        }
        throw new IllegalStateException("no rule " + tool.id());
    }
}
