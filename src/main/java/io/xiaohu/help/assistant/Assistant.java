package io.xiaohu.help.assistant;

import io.xiaohu.help.Article;
import io.xiaohu.help.HelpCentre;
import io.xiaohu.help.jdbc.AnswerRows;
import io.xiaohu.kernel.Languages;
import io.xiaohu.kernel.Texts;
import io.xiaohu.support.ConversationChanged;
import io.xiaohu.support.ConversationRow;
import io.xiaohu.support.Conversations;
import io.xiaohu.support.HouseLines;
import io.xiaohu.support.MessageRow;
import io.xiaohu.support.MessageRow.Author;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/**
 * Answers a line while it waits for a person: with how the customer's own movement stands, else
 * with an article that fits well enough, else not at all. It makes nothing up, says where its
 * answer is from, and never keeps anybody from a person: the conversation stays where it is in the
 * queue. Who asks for one hears nothing more from it, and whoever comes finds a note of what was
 * answered. Requirement H1.
 */
@Component
class Assistant {

    private static final Texts TEXTS = Texts.of("assistant");
    private static final int MOST_ANSWERS = 5;
    private static final int SHORTEST = 2;
    private static final int LONGEST_ASKED = 60;
    private static final String SUMMARY = "assistant:summary";

    private final boolean enabled;
    private final long sureEnough;
    private final Conversations conversations;
    private final HouseLines lines;
    private final OwnFacts facts;
    private final HelpCentre help;
    private final AnswerRows answers;
    private final Phrasing phrasing;

    Assistant(
            @Value("${xiaohu.assistant.enabled:true}") boolean enabled,
            @Value("${xiaohu.assistant.sure-enough:600}") long sureEnough,
            Conversations conversations,
            HouseLines lines,
            OwnFacts facts,
            HelpCentre help,
            AnswerRows answers,
            Phrasing phrasing) {
        this.enabled = enabled;
        this.sureEnough = sureEnough;
        this.conversations = conversations;
        this.lines = lines;
        this.facts = facts;
        this.help = help;
        this.answers = answers;
        this.phrasing = phrasing;
    }

    @ApplicationModuleListener(
            condition = "#event.author() == 'CUSTOMER' and #event.state() == 'WAITING'")
    void on(ConversationChanged event) {
        if (!enabled) {
            return;
        }
        ConversationRow row = conversations.staffGet(event.conversationId());
        if (row.humanAskedAt() != null) {
            summarise(row);
            return;
        }
        conversations.staffLines(row.id(), event.seq() - 1).stream()
                .filter(line -> line.author() == Author.CUSTOMER && !line.withdrawn())
                .findFirst()
                .ifPresent(line -> answer(row, line));
    }

    private void answer(ConversationRow row, MessageRow line) {
        List<AnswerRows.Kept> before = answers.of(row.id());
        if (before.size() >= MOST_ANSWERS || line.text().strip().length() < SHORTEST) {
            return;
        }
        // Whoever writes Chinese is answered in Chinese.
        Locale locale = Languages.written(line.text());
        facts.answer(row, line.text(), locale)
                .filter(answer -> isNew(answer, before))
                .or(() -> article(line.text(), locale).filter(answer -> isNew(answer, before)))
                .ifPresent(
                        answer -> say(row.id(), line, answer, phrasing.of(answer.text(), locale)));
    }

    private void say(UUID conversation, MessageRow line, Answer answer, String text) {
        lines.sayWhileWaiting(conversation, "assistant:" + line.seq(), text)
                .ifPresent(said ->
                        answers.insert(
                                conversation,
                                new AnswerRows.Kept(
                                        said.seq(),
                                        answer.about(),
                                        answer.slug(),
                                        answer.source(),
                                        answer.href(),
                                        null),
                                said.at()));
    }

    private static boolean isNew(Answer answer, List<AnswerRows.Kept> before) {
        return before.stream().noneMatch(kept -> kept.about().equals(answer.about()));
    }

    private Optional<Answer> article(String question, Locale locale) {
        return help.search(question, locale).stream()
                .findFirst()
                .filter(found -> found.score() >= sureEnough)
                .filter(found -> !answers.isDoubted(found.slug()))
                .flatMap(found -> help.article(found.slug(), locale))
                .map(article -> told(article, question, locale));
    }

    private Answer told(Article article, String question, Locale locale) {
        return new Answer(
                "article:" + article.slug(),
                article.slug(),
                TEXTS.get(
                        locale,
                        "article",
                        Map.of(
                                "title", article.title(),
                                "text", help.answering(article, question))),
                article.title(),
                "/help/" + article.slug());
    }

    /** For the person who comes; nothing when nothing was answered. */
    private void summarise(ConversationRow row) {
        List<AnswerRows.Kept> given = answers.of(row.id());
        if (given.isEmpty()) {
            return;
        }
        List<MessageRow> asked =
                conversations.staffLines(row.id(), 0).stream()
                        .filter(line -> line.author() == Author.CUSTOMER && !line.withdrawn())
                        .toList();
        lines.remark(row.id(), SUMMARY, reader -> summary(given, asked, reader));
    }

    private static String summary(
            List<AnswerRows.Kept> given, List<MessageRow> asked, Locale reader) {
        String list =
                given.stream()
                        .map(kept ->
                                asked(asked, kept)
                                        + " → "
                                        + kept.source()
                                        + " · "
                                        + said(kept, reader))
                        .collect(Collectors.joining("\n"));
        return TEXTS.get(reader, "summary", Map.of("count", given.size(), "list", list));
    }

    /** What was asked last before an answer, shortened. */
    private static String asked(List<MessageRow> lines, AnswerRows.Kept answer) {
        String text =
                lines.stream()
                        .filter(line -> line.seq() < answer.seq())
                        .reduce((one, next) -> next)
                        .map(MessageRow::text)
                        .orElse("");
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() > LONGEST_ASKED ? line.substring(0, LONGEST_ASKED) + "…" : line;
    }

    private static String said(AnswerRows.Kept kept, Locale reader) {
        Boolean helpful = kept.helpful();
        return TEXTS.get(
                reader,
                helpful == null ? "said.nothing" : helpful ? "said.helpful" : "said.unhelpful");
    }
}
