package io.xiaohu.help;

import io.xiaohu.help.core.ArticleVersion;
import io.xiaohu.help.core.ArticleVersion.State;
import io.xiaohu.help.jdbc.ArticleEvents;
import io.xiaohu.help.jdbc.ArticleVersions;
import io.xiaohu.help.jdbc.ArticleVersions.Listed;
import io.xiaohu.help.jdbc.ArticleVotes;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What the desk sees of articles: where each stands, what was done, and whether it helps. */
@Service
public class ArticleList {

    private final ArticleVersions versions;
    private final ArticleEvents events;
    private final ArticleVotes votes;

    ArticleList(ArticleVersions versions, ArticleEvents events, ArticleVotes votes) {
        this.versions = versions;
        this.events = events;
        this.votes = votes;
    }

    /** Where an article stands for its readers. */
    public enum Standing {
        LIVE,
        WITHDRAWN,
        NEW
    }

    /** A version that waits for somebody. */
    public record Open(int number, State state, String by, Instant at) {}

    /**
     * An article in one language.
     *
     * @param live the version everybody reads
     * @param open drafts and what is in review, the latest last
     * @param offered the newer text the product brings
     * @param behind whether the other language has moved on since
     */
    public record Line(
            String slug,
            String language,
            String title,
            String topic,
            Standing standing,
            @Nullable Integer live,
            @Nullable Instant publishedAt,
            List<Open> open,
            @Nullable Integer offered,
            boolean behind,
            ArticleVotes.Counts votes) {}

    /** An article with its whole history, the latest first. */
    public record Whole(
            Line line,
            List<ArticleVersion> versions,
            List<ArticleEvents.Event> events,
            List<ArticleVotes.Comment> comments) {}

    /**
     * Those wanted, by name; what is null or empty does not narrow.
     *
     * @param words that title, name, ways to ask or text hold
     */
    public List<Line> list(
            String words, @Nullable String topic, @Nullable String language, Wanted wanted) {
        List<Line> found = lines(null, words);
        return found.stream()
                .filter(line -> topic == null || line.topic().equals(topic))
                .filter(line -> language == null || line.language().equals(language))
                .filter(line -> wanted.fits(line))
                .toList();
    }

    /** What somebody looks for. */
    public enum Wanted {
        ANY,
        LIVE,
        WITHDRAWN,
        NEW,
        DRAFT,
        IN_REVIEW,
        SENT_BACK,
        OFFERED,
        BEHIND;

        private boolean fits(Line line) {
            return switch (this) {
                case ANY -> true;
                case LIVE -> line.standing() == Standing.LIVE;
                case WITHDRAWN -> line.standing() == Standing.WITHDRAWN;
                case NEW -> line.standing() == Standing.NEW;
                case DRAFT -> has(line, State.DRAFT);
                case IN_REVIEW -> has(line, State.IN_REVIEW);
                case SENT_BACK -> has(line, State.SENT_BACK);
                case OFFERED -> line.offered() != null;
                case BEHIND -> line.behind();
            };
        }

        private static boolean has(Line line, State state) {
            return line.open().stream().anyMatch(open -> open.state() == state);
        }
    }

    /**
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND
     */
    public Whole whole(HelpDesk.Name name) {
        Line line =
                lines(name.slug(), "").stream()
                        .filter(one -> one.language().equals(name.language()))
                        .findFirst()
                        .orElseThrow(() -> Problem.of(Reason.NOT_FOUND).exception());
        return new Whole(
                line,
                versions.of(name.slug(), name.language()),
                events.of(name.slug(), name.language()),
                votes.comments(name.slug(), name.language()));
    }

    /** Both languages of each, since one may be behind the other. */
    private List<Line> lines(@Nullable String slug, String words) {
        Map<String, List<Listed>> articles = new LinkedHashMap<>();
        for (Listed one : versions.listed(slug, words)) {
            articles.computeIfAbsent(key(one.slug(), one.language()), key -> new ArrayList<>())
                    .add(one);
        }
        Map<String, Listed> live = new LinkedHashMap<>();
        articles.forEach((key, all) ->
                all.stream().filter(Listed::live).findFirst().ifPresent(it -> live.put(key, it)));
        Map<String, ArticleVotes.Counts> counts = votes.counts(slug);
        return articles.entrySet().stream()
                .map(article ->
                        line(
                                article.getValue(),
                                live,
                                counts.getOrDefault(article.getKey(), ArticleVotes.Counts.NONE)))
                .toList();
    }

    private static Line line(
            List<Listed> all, Map<String, Listed> live, ArticleVotes.Counts counts) {
        Listed last = all.getLast();
        Listed now = live.get(key(last.slug(), last.language()));
        Listed named = now == null ? last : now;
        boolean wasLive = all.stream().anyMatch(one -> one.state() == State.PUBLISHED);
        return new Line(
                last.slug(),
                last.language(),
                named.title(),
                named.topic(),
                now != null ? Standing.LIVE : wasLive ? Standing.WITHDRAWN : Standing.NEW,
                now == null ? null : now.number(),
                now == null ? null : now.publishedAt(),
                all.stream().filter(one -> one.state().isOpen()).map(ArticleList::open).toList(),
                all.stream()
                        .filter(one -> one.state() == State.OFFERED)
                        .map(Listed::number)
                        .reduce((a, b) -> b)
                        .orElse(null),
                isBehind(now, live.get(key(last.slug(), other(last.language())))),
                counts);
    }

    private static Open open(Listed one) {
        return new Open(one.number(), one.state(), one.writtenBy(), one.writtenAt());
    }

    private static boolean isBehind(@Nullable Listed here, @Nullable Listed there) {
        return there != null
                && (here == null
                        || isBehind(here.publishedAt(), there.publishedAt(), there.catchesUp()));
    }

    /**
     * Whether a text is behind that of the other language: that was published later, and not to
     * catch up.
     */
    static boolean isBehind(
            @Nullable Instant here, @Nullable Instant there, boolean thereCaughtUp) {
        return here != null && there != null && there.isAfter(here) && !thereCaughtUp;
    }

    private static String other(String language) {
        return language.equals("zh") ? "en" : "zh";
    }

    private static String key(String slug, String language) {
        return slug + "." + language;
    }
}
