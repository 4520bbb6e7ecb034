package io.xiaohu.dispute;

import io.xiaohu.audit.AuditTrail;
import io.xiaohu.dispute.jdbc.DisputeRows;
import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Languages;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.SubjectDescriber;
import io.xiaohu.kernel.SubjectKind;
import io.xiaohu.kernel.SubjectRef;
import io.xiaohu.kernel.SubjectView;
import io.xiaohu.notification.Notices;
import io.xiaohu.support.HandedFiles;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Opens and decides disputes. */
@Service
public class Disputes {

    private static final Duration WINDOW = Duration.ofDays(180);
    private static final Duration FIRST_STAGE = Duration.ofDays(5);
    private static final Set<SubjectKind> CONTESTABLE =
            Set.of(
                    SubjectKind.TOP_UP,
                    SubjectKind.WITHDRAWAL,
                    SubjectKind.TRANSFER,
                    SubjectKind.PAYMENT,
                    SubjectKind.REFUND,
                    SubjectKind.ATTEMPT);

    private final DisputeRows rows;
    private final List<SubjectDescriber> describers;
    private final AuditTrail audit;
    private final Notices notices;
    private final HandedFiles files;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final JsonMapper json;

    Disputes(
            DisputeRows rows,
            List<SubjectDescriber> describers,
            AuditTrail audit,
            Notices notices,
            HandedFiles files,
            ApplicationEventPublisher events,
            Clock clock,
            JsonMapper json) {
        this.rows = rows;
        this.describers = describers;
        this.audit = audit;
        this.notices = notices;
        this.files = files;
        this.events = events;
        this.clock = clock;
        this.json = json;
    }

    /** What a customer contests, and why. */
    public record Opening(
            SubjectRef subject, Dispute.Reason reason, String story, List<UUID> attachmentIds) {}

    /**
     * Opens a dispute with the transaction's record as its first evidence, and the customer's files
     * after it.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND, DISPUTE_TOO_LATE, DISPUTE_EXISTS
     */
    @Transactional
    public Dispute open(UUID customer, Opening opening) {
        SubjectRef subject = opening.subject();
        SubjectView view = describe(subject, customer);
        Instant now = clock.instant();
        if (view.at().plus(WINDOW).isBefore(now)) {
            throw Problem.of(Reason.DISPUTE_TOO_LATE).about(subject).exception();
        }
        Dispute dispute =
                new Dispute(
                        Ids.next(),
                        customer,
                        subject,
                        opening.reason(),
                        opening.story(),
                        Dispute.Stage.OPENED,
                        null,
                        null,
                        now,
                        now.plus(FIRST_STAGE),
                        List.of());
        if (!rows.insert(dispute)) {
            throw Problem.of(Reason.DISPUTE_EXISTS).about(subject).exception();
        }
        rows.seal(dispute.id(), "TRANSACTION_RECORD", json.writeValueAsBytes(view), "system", now);
        for (byte[] file : files.handOver(customer, opening.attachmentIds())) {
            rows.seal(dispute.id(), "FILE", file, "customer", now);
        }
        return told(get(dispute.id()));
    }

    public Optional<Dispute> find(UUID id) {
        return rows.find(id);
    }

    public List<Dispute> of(UUID customer) {
        return rows.of(customer);
    }

    public List<Dispute> latest() {
        return rows.latest();
    }

    /**
     * Decides an open dispute; the customer is told, and finance proposes what money it asks for.
     */
    @Transactional
    public Dispute decide(UUID id, UUID staff, String name, Dispute.Outcome outcome, String note) {
        if (!rows.decide(id, outcome, note, name)) {
            throw Problem.of(Reason.STALE_REPLY).exception();
        }
        Dispute decided = get(id);
        audit.record(
                "staff:" + staff,
                "dispute.decided",
                "dispute:" + id,
                Map.of("outcome", outcome.name()));
        notices.tell(
                decided.customer(),
                "DISPUTE_DECIDED",
                Map.of(),
                new SubjectRef(SubjectKind.DISPUTE, id));
        return told(decided);
    }

    private Dispute told(Dispute dispute) {
        events.publishEvent(
                new DisputeChanged(dispute.id(), dispute.customer(), dispute.stage().name()));
        return dispute;
    }

    private Dispute get(UUID id) {
        return rows.find(id).orElseThrow(() -> Problem.of(Reason.NOT_FOUND).exception());
    }

    private SubjectView describe(SubjectRef subject, UUID customer) {
        return describers.stream()
                .filter(describer -> CONTESTABLE.contains(subject.kind()))
                .filter(describer -> describer.kinds().contains(subject.kind()))
                .flatMap(describer ->
                        describer.describe(subject, customer, Languages.CHINESE).stream())
                .findFirst()
                .orElseThrow(() -> Problem.of(Reason.NOT_FOUND).field("subject").exception());
    }
}
