package io.xiaohu.support.files;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.xiaohu.kernel.SignedFile;
import io.xiaohu.kernel.SigningKeys;
import io.xiaohu.support.jdbc.Attachments;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Decides over files in quarantine. With a scanner each is scanned, and one the scanner gave no
 * answer about stays where it is and is asked about again. Without one, type and size decide: a
 * picture was drawn anew and is clean, a PDF must be inert. A statement of ours is, although its
 * proof goes along as a file; its signature says that it is as it was made here.
 */
@Component
public class FileChecks {

    private static final Logger LOG = LoggerFactory.getLogger(FileChecks.class);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);
    private static final int DOUBLINGS = 10;
    private static final String PDF = "application/pdf";

    record Check(UUID file) {}

    static final TaskDescriptor<Check> CHECK = TaskDescriptor.of("check-file", Check.class);

    private final Optional<FileScanner> scanner;
    private final SigningKeys keys;
    private final SchedulerClient jobs;

    FileChecks(
            @Value("${xiaohu.files.clamd}") String clamd,
            @Value("${xiaohu.files.timeout}") Duration timeout,
            SigningKeys keys,
            @Lazy SchedulerClient jobs) {
        this.keys = keys;
        this.scanner =
                clamd.isBlank()
                        ? Optional.empty()
                        : Optional.of(
                                new ClamdScanner(ClamdScanner.address(clamd.strip()), timeout));
        this.jobs = jobs;
    }

    /** Whether a file of this type goes into quarantine, or is as good as checked. */
    public boolean isDue(String mediaType) {
        return scanner.isPresent() || mediaType.equals(PDF);
    }

    /** Has it checked right after the caller's transaction. */
    public void soon(UUID file) {
        jobs.scheduleIfNotExists(
                CHECK.instance(file.toString()).data(new Check(file)).scheduledTo(Instant.now()));
    }

    /**
     * @return what was found; empty when nothing
     * @throws IOException when the scanner gave no answer
     */
    Optional<String> found(String mediaType, byte[] content) throws IOException {
        if (mediaType.equals(PDF)) {
            Optional<String> active = active(content, keys);
            if (active.isPresent()) {
                return active;
            }
        }
        return scanner.isEmpty()
                ? Optional.empty()
                : switch (scanner.get().scan(content)) {
                    case FileScanner.Verdict.Clean _ -> Optional.empty();
                    case FileScanner.Verdict.Harmful harmful -> Optional.of(harmful.what());
                };
    }

    /** What a PDF could do but be read; one of ours, unchanged, is trusted. */
    static Optional<String> active(byte[] pdf, SigningKeys keys) {
        boolean ours =
                SignedFile.signature(pdf)
                        .filter(by -> by.isRight() && keys.knows(by.publicKey()))
                        .isPresent();
        return ours ? Optional.empty() : InertPdf.activeIn(pdf);
    }

    /** The job that checks one file; it comes back until there is an answer. */
    @Configuration(proxyBeanMethods = false)
    static class Job {

        @Bean
        OneTimeTask<Check> checkFile(
                FileChecks checks,
                Attachments attachments,
                @Value("${xiaohu.files.retry-after}") Duration retryAfter) {
            return Tasks.oneTime(CHECK)
                    .onFailure((ended, job) ->
                            job.reschedule(
                                    ended,
                                    Instant.now()
                                            .plus(
                                                    pause(
                                                            retryAfter,
                                                            ended.getExecution()
                                                                    .consecutiveFailures))))
                    .execute((instance, context) ->
                            check(checks, attachments, instance.getData().file()));
        }

        private static Duration pause(Duration first, int failures) {
            Duration doubled = first.multipliedBy(1L << Math.min(failures, DOUBLINGS));
            return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
        }

        private static void check(FileChecks checks, Attachments attachments, UUID file) {
            attachments
                    .find(file)
                    .filter(found -> found.state() == Attachments.State.PENDING)
                    .ifPresent(waiting -> {
                        try {
                            Optional<String> what =
                                    checks.found(waiting.mediaType(), waiting.content());
                            what.ifPresent(name -> LOG.warn("file {} is refused: {}", file, name));
                            attachments.decide(file, what.orElse(null));
                        } catch (IOException e) {
                            throw new UncheckedIOException(
                                    "file " + file + " could not be scanned", e);
                        }
                    });
        }
    }
}
