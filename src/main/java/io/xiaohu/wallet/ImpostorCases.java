package io.xiaohu.wallet;

import io.xiaohu.kernel.Texts;
import io.xiaohu.support.Conversations;
import io.xiaohu.support.Conversations.Opening;
import io.xiaohu.support.Conversations.Visitor;
import io.xiaohu.support.HouseLines;
import io.xiaohu.support.Topic;
import io.xiaohu.trust.ImpostorReport.CameBy;
import io.xiaohu.trust.ImpostorReport.Origin;
import io.xiaohu.trust.ImpostorReportDecided;
import io.xiaohu.trust.ImpostorReports;
import io.xiaohu.trust.ImpostorReports.Reported;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * A customer's report of somebody who says they are us: a conversation with staff, and a report
 * from which staff may enrich the hot list.
 */
@Service
public class ImpostorCases {

    private static final Texts TEXTS = Texts.of("wallet");

    private final Conversations conversations;
    private final HouseLines lines;
    private final ImpostorReports reports;

    ImpostorCases(Conversations conversations, HouseLines lines, ImpostorReports reports) {
        this.conversations = conversations;
        this.lines = lines;
        this.reports = reports;
    }

    /**
     * @return the conversation that was opened for it
     */
    @Transactional
    public UUID open(UUID customer, CameBy cameBy, String value, String story, Locale locale) {
        String said =
                TEXTS.get(
                        locale,
                        story.isBlank() ? "impostor.report" : "impostor.reportWithStory",
                        Map.of(
                                "cameBy", TEXTS.get(locale, "impostor.cameBy." + cameBy),
                                "value", printable(value),
                                "story", printable(story)));
        UUID conversation =
                conversations
                        .open(
                                new Visitor(customer, null),
                                new Opening(Topic.PHISHING, null, null, null, said),
                                locale)
                        .id();
        reports.report(new Reported(Origin.WALLET, cameBy, value, story, conversation));
        return conversation;
    }

    /** Who reported it reads what it was. */
    @ApplicationModuleListener
    void on(ImpostorReportDecided decided) {
        String verdict = decided.confirmed() ? "impostor.confirmed" : "impostor.dismissed";
        lines.tell(
                decided.conversationId(),
                "impostor-report:" + decided.reportId(),
                language -> TEXTS.get(language, verdict),
                "");
    }

    /** A conversation's line keeps neither NUL nor half of a character. */
    private static String printable(String text) {
        return text.replaceAll("[\\x{0}\\p{Cs}]", "").strip();
    }
}
