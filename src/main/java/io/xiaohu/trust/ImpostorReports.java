package io.xiaohu.trust;

import io.xiaohu.audit.AuditTrail;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Languages;
import io.xiaohu.kernel.Page;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.trust.HotEntries.Suggested;
import io.xiaohu.trust.HotEntries.Wanted;
import io.xiaohu.trust.ImpostorReport.CameBy;
import io.xiaohu.trust.ImpostorReport.Origin;
import io.xiaohu.trust.ImpostorReport.State;
import io.xiaohu.trust.jdbc.ImpostorReportRows;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Impostors that people report. Staff read each, and what they confirm enriches the hot list;
 * nothing gets there by being reported alone. Who reported is known to the conversation only.
 */
@Service
public class ImpostorReports {

    private static final int LONGEST_VALUE = 4000;
    private static final int LONGEST_STORY = 1000;
    private static final int PAGE = 50;

    /** What is said of a value that was reported. */
    public record Reported(
            Origin origin,
            CameBy cameBy,
            String value,
            String story,
            @Nullable UUID conversationId) {}

    /** A report, and what of it could go on the hot list. */
    public record Shown(ImpostorReport report, List<Suggested> suggestions) {}

    private final ImpostorReportRows rows;
    private final TrustChecks checks;
    private final HotEntries hot;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ImpostorReports(
            ImpostorReportRows rows,
            TrustChecks checks,
            HotEntries hot,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.checks = checks;
        this.hot = hot;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** Keeps a report; longer texts are cut. */
    @Transactional
    public ImpostorReport report(Reported reported) {
        String value = storable(reported.value(), LONGEST_VALUE);
        ImpostorReport report =
                new ImpostorReport(
                        Ids.next(),
                        reported.origin(),
                        reported.cameBy(),
                        value.isEmpty() ? "–" : value,
                        storable(reported.story(), LONGEST_STORY),
                        checks.check(reported.value(), Languages.CHINESE).verdict(),
                        reported.conversationId(),
                        clock.instant(),
                        State.OPEN,
                        null,
                        null);
        rows.insert(report);
        return report;
    }

    /**
     * The newest first; those that are open, or those that are decided.
     *
     * @param after the one they come after; null for the newest
     */
    public Page<Shown> list(boolean open, @Nullable UUID after) {
        List<Shown> read =
                rows.list(open, after, PAGE + 1).stream()
                        .map(report ->
                                new Shown(
                                        report,
                                        open ? checks.suggestions(report.value()) : List.of()))
                        .toList();
        return Page.cut(read, PAGE, last -> last.report().id().toString());
    }

    /**
     * Says what a report is; what staff took from a confirmed one is on the hot list from then on.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND, REVIEW_DECIDED when somebody did before,
     *     and those of {@link HotEntries#add}
     */
    @Transactional
    public ImpostorReport decide(
            Caller.Staff me, UUID id, boolean confirmed, List<Suggested> onTheList, String why) {
        ImpostorReport report =
                rows.find(id).orElseThrow(() -> Problem.of(Reason.NOT_FOUND).exception());
        if (!rows.decide(id, confirmed ? State.CONFIRMED : State.DISMISSED, me.name())) {
            throw Problem.of(Reason.REVIEW_DECIDED).exception();
        }
        if (confirmed) {
            onTheList.forEach(each ->
                    hot.put(
                            me,
                            new Wanted(each.kind(), each.value(), why),
                            HotEntry.Source.REPORT,
                            report.id()));
        }
        audit.record(
                me.key(),
                confirmed ? "impostor-report.confirmed" : "impostor-report.dismissed",
                "impostor-report:" + id,
                Map.of("entries", Integer.toString(confirmed ? onTheList.size() : 0)));
        UUID conversation = report.conversationId();
        if (conversation != null) {
            events.publishEvent(new ImpostorReportDecided(id, conversation, confirmed));
        }
        return rows.find(id).orElseThrow();
    }

    /** What the database can keep: no NUL, no half of a character, and not too long. */
    private static String storable(String text, int longest) {
        String whole = text.replaceAll("[\\x{0}\\p{Cs}]", "").strip();
        int end = Math.min(whole.length(), longest);
        boolean splits =
                end > 0 && end < whole.length() && Character.isHighSurrogate(whole.charAt(end - 1));
        return whole.substring(0, splits ? end - 1 : end);
    }
}
