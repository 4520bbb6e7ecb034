package io.xiaohu.verification;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.xiaohu.identity.Customers;
import io.xiaohu.kernel.SafeFile;
import io.xiaohu.verification.jdbc.CheckRows;
import io.xiaohu.verification.jdbc.DocumentRows;
import io.xiaohu.verification.jdbc.PersonRows;
import io.xiaohu.verification.provider.IdentityCheckProvider;
import io.xiaohu.verification.provider.IdentityCheckProvider.Question;
import io.xiaohu.verification.provider.IdentityCheckProvider.Unanswered;
import io.xiaohu.verification.provider.IdentityCheckProvider.Verdict;
import io.xiaohu.verification.provider.IdentityCheckProviders;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Asks providers, outside any transaction and again until there is an answer: a check nobody
 * answered is unknown and never guessed.
 */
@Component
class CheckJob {

    private static final Logger LOG = LoggerFactory.getLogger(CheckJob.class);

    private static final String PROVIDER = "provider:";
    private static final String MAINLAND = "+86";
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final int DOUBLINGS = 11;

    record Ask(UUID check) {}

    static final TaskDescriptor<Ask> ASK = TaskDescriptor.of("ask-identity-check", Ask.class);

    private final CheckRows checks;
    private final PersonRows people;
    private final DocumentRows documents;
    private final Customers customers;
    private final CheckDecisions decisions;
    private final IdentityCheckProviders providers;
    private final SchedulerClient jobs;

    CheckJob(
            CheckRows checks,
            PersonRows people,
            DocumentRows documents,
            Customers customers,
            CheckDecisions decisions,
            IdentityCheckProviders providers,
            @Lazy SchedulerClient jobs) {
        this.checks = checks;
        this.people = people;
        this.documents = documents;
        this.customers = customers;
        this.decisions = decisions;
        this.providers = providers;
        this.jobs = jobs;
    }

    /** Has it asked right after the caller's transaction. */
    void soon(UUID check) {
        jobs.scheduleIfNotExists(
                ASK.instance(check.toString()).data(new Ask(check)).scheduledTo(Instant.now()));
    }

    /** How long to wait before asking again; empty when nothing is left to ask. */
    Optional<Duration> ask(UUID id) {
        IdentityCheck check = checks.find(id).orElseThrow();
        if (check.isDecided()) {
            return Optional.empty();
        }
        IdentityCheckProvider provider = providers.provider();
        Verdict verdict;
        try {
            verdict = provider.ask(question(check));
        } catch (Unanswered e) {
            LOG.warn("{} gave no answer to check {}: {}", provider.name(), id, e.getMessage());
            checks.unknown(id);
            return Optional.of(pause(check.tries()));
        }
        String by = PROVIDER + provider.name();
        switch (verdict) {
            case Verdict.Passed passed -> decisions.pass(check, by, passed.reference());
            case Verdict.Failed failed ->
                    decisions.fail(check, by, failed.reason(), failed.reference());
        }
        return Optional.empty();
    }

    private Question question(IdentityCheck check) {
        PersonRows.Person person = people.find(check.customer()).orElseThrow();
        CheckRows.Details details = checks.details(check.id());
        String phone = details.phone();
        return new Question(
                check.id(),
                check.kind(),
                person.name(),
                person.number(),
                local(phone == null ? customers.get(check.customer()).phone().e164() : phone),
                details.card(),
                check.kind() == CheckKind.FACE ? face(check.id()) : null,
                check.tries());
    }

    private byte @Nullable [] face(UUID check) {
        return documents.of(check).stream()
                .findFirst()
                .flatMap(kept -> documents.open(check, kept.id()))
                .map(SafeFile::content)
                .orElse(null);
    }

    private static String local(String phone) {
        return phone.startsWith(MAINLAND) ? phone.substring(MAINLAND.length()) : phone;
    }

    private static Duration pause(int tries) {
        Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(tries, DOUBLINGS));
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    /** The job that asks. */
    @Configuration(proxyBeanMethods = false)
    static class Job {
        @Bean
        CustomTask<Ask> askIdentityCheck(CheckJob job) {
            return Tasks.custom(ASK)
                    .execute((instance, context) ->
                            job.ask(instance.getData().check())
                                    .<CompletionHandler<Ask>>map(pause ->
                                            (done, then) ->
                                                    then.reschedule(
                                                            done, Instant.now().plus(pause)))
                                    .orElseGet(() -> (done, then) -> then.stop()));
        }
    }
}
