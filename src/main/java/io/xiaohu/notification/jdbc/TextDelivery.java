package io.xiaohu.notification.jdbc;

import com.github.kagkarlsson.scheduler.task.FailureHandler.ExponentialBackoffFailureHandler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.xiaohu.kernel.Phone;
import io.xiaohu.notification.DeliveryStep;
import io.xiaohu.notification.OutgoingText;
import io.xiaohu.notification.provider.TextProvider;
import io.xiaohu.notification.provider.TextProvider.Report;
import io.xiaohu.notification.provider.TextProvider.Unreachable;
import io.xiaohu.notification.provider.TextProviders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Hands a text to the first provider that takes it. A provider that cannot be reached may have
 * taken it all the same; the customer then gets the same text twice, which does no harm.
 */
@Component
class TextDelivery {

    private static final Logger LOG = LoggerFactory.getLogger(TextDelivery.class);

    /** A code lives five minutes: a text that comes later helps nobody. */
    private static final int TRIES = 5;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(3);
    private static final Report UNREACHABLE = Report.failed(DeliveryStep.Why.UNREACHABLE, null);

    record Send(UUID text) {}

    static final TaskDescriptor<Send> SEND = TaskDescriptor.of("send-text", Send.class);

    /** What a provider said that did not take the text. */
    private record PassedOver(String provider, Report report) {}

    private final TextProviders providers;
    private final JdbcOutgoingTexts texts;
    private final Handovers handovers;
    private final DeliverySteps steps;
    private final TextReceipts receipts;
    private final TransactionTemplate transactions;

    TextDelivery(
            TextProviders providers,
            JdbcOutgoingTexts texts,
            Handovers handovers,
            DeliverySteps steps,
            TextReceipts receipts,
            TransactionTemplate transactions) {
        this.providers = providers;
        this.texts = texts;
        this.handovers = handovers;
        this.steps = steps;
        this.receipts = receipts;
        this.transactions = transactions;
    }

    /**
     * Hands the text over, then writes what was reported and erases the text, in one transaction.
     *
     * @param lastTry whether providers that cannot be reached are now given up
     */
    void deliver(UUID id, boolean lastTry) {
        Optional<JdbcOutgoingTexts.Waiting> found = texts.waiting(id);
        if (found.isEmpty()) {
            return;
        }
        List<PassedOver> passedOver = new ArrayList<>();
        Unreachable unreachable = null;
        for (TextProvider provider : providers.forText(found.get().byCall())) {
            List<Report> reports;
            try {
                reports = ask(provider, id, found.get().to(), found.get().text());
            } catch (Unreachable e) {
                unreachable = e;
                reports = List.of(UNREACHABLE);
            }
            if (reports.getFirst().state() != DeliveryStep.State.FAILED) {
                note(id, passedOver, provider.name(), reports);
                return;
            }
            LOG.warn(
                    "{} did not take text {}: {} {}",
                    provider.name(),
                    id,
                    reports.getFirst().why(),
                    Objects.requireNonNullElse(reports.getFirst().code(), ""));
            passedOver.add(new PassedOver(provider.name(), reports.getFirst()));
        }
        if (unreachable != null && !lastTry) {
            throw unreachable;
        }
        PassedOver last = passedOver.removeLast();
        note(id, passedOver, last.provider(), List.of(last.report()));
    }

    private List<Report> ask(TextProvider provider, UUID id, Phone to, OutgoingText text) {
        handovers.begin(id, provider.name());
        List<Report> reports = provider.send(id, to, text);
        if (reports.getFirst().state() == DeliveryStep.State.FAILED) {
            handovers.refused(id, provider.name());
        }
        return reports;
    }

    private void note(UUID id, List<PassedOver> before, String provider, List<Report> reports) {
        transactions.executeWithoutResult(status -> {
            receipts.lock(id);
            before.forEach(each -> steps.addIfNews(id, each.provider(), passedOver(each.report())));
            reports.forEach(report -> {
                @Nullable String reference = report.reference();
                if (reference != null) {
                    handovers.answered(id, provider, reference);
                }
                steps.addIfNews(id, provider, report);
            });
            texts.erase(id);
        });
    }

    private static Report passedOver(Report report) {
        return new Report(DeliveryStep.State.PASSED_OVER, report.why(), report.code(), null);
    }

    /** The job that sends. */
    @Configuration(proxyBeanMethods = false)
    static class Job {
        @Bean
        OneTimeTask<Send> sendText(TextDelivery delivery) {
            return Tasks.oneTime(SEND)
                    .onFailure(new ExponentialBackoffFailureHandler<>(FIRST_PAUSE, 2))
                    .execute((instance, context) ->
                            delivery.deliver(
                                    instance.getData().text(),
                                    context.getExecution().consecutiveFailures + 1 >= TRIES));
        }
    }
}
