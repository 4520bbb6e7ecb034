package io.xiaohu.help;

import io.xiaohu.audit.AuditTrail;
import io.xiaohu.help.core.ArticleText;
import io.xiaohu.help.core.ArticleVersion;
import io.xiaohu.help.core.ArticleVersion.Source;
import io.xiaohu.help.core.ArticleVersion.State;
import io.xiaohu.help.jdbc.ArticleEvents;
import io.xiaohu.help.jdbc.ArticleEvents.Act;
import io.xiaohu.help.jdbc.ArticleVersions;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.Signals;
import io.xiaohu.kernel.Texts;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * How articles are written and published. A version is written by an editor, and another person, an
 * editor or a supervisor, publishes it or sends it back: nobody publishes what they had a hand in,
 * be it only one save. Publishing an older text again is a version of its own, asked for by one and
 * published by another. Taking an article down shows customers less, never something else, and may
 * be urgent: one person does that, with a reason; its return takes two.
 *
 * <p>What was published, offered or dropped keeps its text; each act leaves an event and a line in
 * the audit trail.
 */
@Service
public class HelpDesk {

    private static final Texts TEXTS = Texts.of("help");

    private final ArticleVersions versions;
    private final ArticleEvents events;
    private final ArticlePreviews previews;
    private final AuditTrail audit;
    private final Signals signals;
    private final Clock clock;

    HelpDesk(
            ArticleVersions versions,
            ArticleEvents events,
            ArticlePreviews previews,
            AuditTrail audit,
            Signals signals,
            Clock clock) {
        this.versions = versions;
        this.events = events;
        this.previews = previews;
        this.audit = audit;
        this.signals = signals;
        this.clock = clock;
    }

    /** Which article in which language. */
    public record Name(String slug, String language) {

        @Override
        public String toString() {
            return slug + "." + language;
        }
    }

    /**
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND
     */
    public ArticleVersion version(Name name, int number) {
        return versions.find(name.slug(), name.language(), number).orElseThrow(HelpDesk::none);
    }

    /** Whether somebody had a hand in it, and therefore may not publish it. */
    public boolean wrote(Caller.Staff me, ArticleVersion version) {
        return events.wrote(version.slug(), version.language(), version.number(), me.staffId());
    }

    /**
     * Begins an article nobody has written in this language.
     *
     * @throws io.xiaohu.kernel.ProblemException BAD_INPUT when there is one
     */
    @Transactional
    public ArticleVersion begin(
            Caller.Staff me, Name name, ArticleText text, String note, Locale locale) {
        versions.addArticle(name.slug(), name.language());
        ArticleVersions.Locked article = lock(name);
        boolean taken =
                versions.of(name.slug(), name.language()).stream()
                        .anyMatch(version -> version.state() != State.DROPPED);
        if (taken) {
            throw Problem.of(Reason.BAD_INPUT)
                    .field("slug", TEXTS.get(locale, "taken"))
                    .exception();
        }
        return add(me, article, name, null, text, null, note, State.DRAFT, Act.DRAFTED);
    }

    /**
     * Begins a draft with the text of a version, also of one the product offers.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND
     */
    @Transactional
    public ArticleVersion draft(Caller.Staff me, Name name, int from) {
        ArticleVersions.Locked article = lock(name);
        ArticleVersion base = version(name, from);
        return add(
                me, article, name, from, base.text(), base.needs(), "", State.DRAFT, Act.DRAFTED);
    }

    /**
     * Keeps a draft as it is written so far, whole or not. What was sent back is a draft again.
     *
     * @param seen the revision it was written from
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND, ARTICLE_CHANGED with the revision there
     *     is now when it was saved or submitted meanwhile
     */
    @Transactional
    public ArticleVersion save(
            Caller.Staff me, Name name, int number, int seen, ArticleText text, String note) {
        ArticleVersion draft = version(name, number);
        if (!versions.save(draft, seen, text, note, me.name())) {
            throw changed(version(name, number));
        }
        done(me, name, number, Act.SAVED, "");
        return version(name, number);
    }

    /**
     * Gives a draft to somebody else to publish.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND, ARTICLE_CHANGED, ARTICLE_UNFIT with a
     *     sentence for each fault
     */
    @Transactional
    public ArticleVersion submit(Caller.Staff me, Name name, int number, int seen, Locale locale) {
        ArticleVersion draft = seen(name, number, seen);
        if (!draft.state().isDraft()) {
            throw changed(draft);
        }
        previews.refuseFaults(draft, locale);
        move(draft, State.IN_REVIEW);
        done(me, name, number, Act.SUBMITTED, draft.note());
        return version(name, number);
    }

    /**
     * Makes it what everybody reads, from now on and on every server.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND, ARTICLE_CHANGED when it is not in
     *     review, SECOND_PERSON_NEEDED when the caller had a hand in it, ARTICLE_UNFIT when what it
     *     leads to has gone meanwhile
     */
    @Transactional
    public ArticleVersion publish(Caller.Staff me, Name name, int number, int seen, Locale locale) {
        lock(name);
        ArticleVersion version = seen(name, number, seen);
        if (version.state() != State.IN_REVIEW) {
            throw changed(version);
        }
        if (wrote(me, version)) {
            throw Problem.of(Reason.SECOND_PERSON_NEEDED).exception();
        }
        previews.refuseFaults(version, locale);
        if (!versions.publish(version, me.name(), catchesUp(name))) {
            throw changed(version(name, number));
        }
        versions.setLive(name.slug(), name.language(), number);
        done(me, name, number, Act.PUBLISHED, "");
        signals.sendChange(HelpCentre.CHANGED, name.toString());
        return version(name, number);
    }

    /** Whether the other language moved on before, and this one follows. */
    private boolean catchesUp(Name name) {
        String other = name.language().equals("zh") ? "en" : "zh";
        Optional<ArticleVersion> there = versions.live(name.slug(), other);
        Optional<ArticleVersion> here = versions.live(name.slug(), name.language());
        return there.isPresent()
                && (here.isEmpty()
                        || ArticleList.isBehind(
                                here.get().publishedAt(),
                                there.get().publishedAt(),
                                there.get().catchesUp()));
    }

    /**
     * Gives what is in review back to its writers with a reason; a writer takes it back so, too.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND, ARTICLE_CHANGED when it is not in review
     */
    @Transactional
    public ArticleVersion sendBack(
            Caller.Staff me, Name name, int number, int seen, String reason) {
        ArticleVersion version = seen(name, number, seen);
        if (version.state() != State.IN_REVIEW) {
            throw changed(version);
        }
        boolean own = wrote(me, version);
        move(version, own ? State.DRAFT : State.SENT_BACK);
        done(me, name, number, own ? Act.TAKEN_BACK : Act.SENT_BACK, reason);
        return version(name, number);
    }

    /**
     * Gives up what was not published, or declines what the product offers.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND, ARTICLE_CHANGED when it is in review or
     *     over
     */
    @Transactional
    public void drop(Caller.Staff me, Name name, int number, int seen) {
        ArticleVersion version = seen(name, number, seen);
        if (!version.state().isDraft() && version.state() != State.OFFERED) {
            throw changed(version);
        }
        move(version, State.DROPPED);
        done(me, name, number, Act.DROPPED, "");
    }

    /**
     * Asks that a text that was published before be so again; somebody else publishes it. So does
     * an article come back that was taken down.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND also when it never was published;
     *     ARTICLE_CHANGED when it is what everybody reads; ARTICLE_UNFIT when what it leads to is
     *     gone: a draft of it can be mended
     */
    @Transactional
    public ArticleVersion rollBack(
            Caller.Staff me, Name name, int to, String reason, Locale locale) {
        ArticleVersions.Locked article = lock(name);
        ArticleVersion base = version(name, to);
        if (base.state() != State.PUBLISHED) {
            throw none();
        }
        if (article.live() != null && article.live() == to) {
            throw changed(base);
        }
        previews.refuseFaults(base, locale);
        return add(
                me,
                article,
                name,
                to,
                base.text(),
                base.needs(),
                reason,
                State.IN_REVIEW,
                Act.ROLL_BACK_ASKED);
    }

    /**
     * Takes an article down in one language.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND also when it is not published
     */
    @Transactional
    public void withdraw(Caller.Staff me, Name name, String reason) {
        Integer live = lock(name).live();
        if (live == null) {
            throw none();
        }
        versions.setLive(name.slug(), name.language(), null);
        done(me, name, live, Act.WITHDRAWN, reason);
        signals.sendChange(HelpCentre.CHANGED, name.toString());
    }

    private ArticleVersion add(
            Caller.Staff me,
            ArticleVersions.Locked article,
            Name name,
            @Nullable Integer from,
            ArticleText text,
            @Nullable String needs,
            String note,
            State state,
            Act act) {
        int number = article.latest() + 1;
        versions.insert(
                new ArticleVersion(
                        name.slug(),
                        name.language(),
                        number,
                        state,
                        Source.DESK,
                        from,
                        text,
                        needs,
                        note,
                        1,
                        me.name(),
                        clock.instant(),
                        null,
                        null,
                        false),
                null);
        done(me, name, number, act, note);
        return version(name, number);
    }

    private ArticleVersions.Locked lock(Name name) {
        return versions.lock(name.slug(), name.language()).orElseThrow(HelpDesk::none);
    }

    private ArticleVersion seen(Name name, int number, int revision) {
        ArticleVersion version = version(name, number);
        if (version.revision() != revision) {
            throw changed(version);
        }
        return version;
    }

    private void move(ArticleVersion version, State to) {
        if (!versions.move(version, to)) {
            Name name = new Name(version.slug(), version.language());
            throw changed(version(name, version.number()));
        }
    }

    private void done(Caller.Staff me, Name name, int number, Act act, String note) {
        events.add(me, name.slug(), name.language(), number, act, note);
        Map<String, String> details =
                note.isEmpty()
                        ? Map.of("version", Integer.toString(number))
                        : Map.of("version", Integer.toString(number), "note", note);
        audit.record(me.key(), audited(act), "help-article:" + name, details);
    }

    private static String audited(Act act) {
        return switch (act) {
            case DRAFTED -> "help-article.drafted";
            case SAVED -> "help-article.saved";
            case SUBMITTED -> "help-article.submitted";
            case TAKEN_BACK -> "help-article.taken-back";
            case SENT_BACK -> "help-article.sent-back";
            case ROLL_BACK_ASKED -> "help-article.roll-back-asked";
            case PUBLISHED -> "help-article.published";
            case WITHDRAWN -> "help-article.withdrawn";
            case DROPPED -> "help-article.dropped";
            case OFFERED -> throw new IllegalArgumentException("the product offers, not staff");
        };
    }

    private static RuntimeException changed(ArticleVersion now) {
        return Problem.of(Reason.ARTICLE_CHANGED)
                .extra("revision", now.revision())
                .extra("state", now.state().name())
                .exception();
    }

    private static RuntimeException none() {
        return Problem.of(Reason.NOT_FOUND).exception();
    }
}
