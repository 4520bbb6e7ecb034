package io.xiaohu.help.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.help.ArticleList;
import io.xiaohu.help.ArticlePreviews;
import io.xiaohu.help.HelpDesk;
import io.xiaohu.help.core.ArticleFault;
import io.xiaohu.help.core.ArticleText;
import io.xiaohu.help.core.ArticleVersion;
import io.xiaohu.help.jdbc.ArticleEvents;
import io.xiaohu.help.jdbc.ArticleVotes;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Page;
import io.xiaohu.kernel.RequiresRole;
import io.xiaohu.kernel.Role;
import io.xiaohu.support.Topic;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Desk: help articles")
@RestController
@RequiresRole({Role.EDITOR, Role.SUPERVISOR})
class DeskHelpController {

    private static final String ALL = "/api/v1/desk/help-articles";
    private static final String ONE = ALL + "/{slug}/{language}";
    private static final String VERSION = ONE + "/versions/{number}";
    private static final String SLUG = "[a-z0-9]+(?:-[a-z0-9]+)*";
    private static final String LANGUAGE = "zh|en";

    /** A text, whole or not; whether it can be reviewed is checked when it is submitted. */
    record Text(
            @NotNull @Size(max = 200) String title,
            @NotNull Topic topic,
            @NotNull @Size(max = 60) List<@NotBlank @Size(max = 300) String> asks,
            @NotNull @Size(max = 30) List<@NotNull @Pattern(regexp = SLUG) String> related,
            @NotNull @Size(max = 20_000) String body) {

        ArticleText read() {
            return new ArticleText(
                    title.strip(),
                    topic.name(),
                    asks.stream().map(String::strip).toList(),
                    related,
                    body.strip());
        }

        static Text of(ArticleText text) {
            return new Text(
                    text.title(),
                    Topic.valueOf(text.topic()),
                    text.asks(),
                    text.related(),
                    text.body());
        }
    }

    record Begin(
            @NotNull @Pattern(regexp = SLUG) @Size(max = 60) String slug,
            @NotNull @Pattern(regexp = LANGUAGE) String language,
            @NotNull @Valid Text text,
            @NotNull @Size(max = 300) String note) {}

    record DraftOf(@NotNull Integer from) {}

    /**
     * @param revision the one it was written from
     */
    record Save(
            @NotNull Integer revision,
            @NotNull @Valid Text text,
            @NotNull @Size(max = 300) String note) {}

    /**
     * @param revision the one that was looked at
     */
    record Seen(@NotNull Integer revision) {}

    record SendBack(@NotNull Integer revision, @NotBlank @Size(max = 500) String reason) {}

    record RollBack(@NotNull Integer to, @NotBlank @Size(max = 300) String reason) {}

    record Withdraw(@NotBlank @Size(max = 300) String reason) {}

    record Try(
            @NotNull @Pattern(regexp = SLUG) @Size(max = 60) String slug,
            @NotNull @Pattern(regexp = LANGUAGE) String language,
            @NotNull @Valid Text text) {}

    /** What a text looks like, and what is wrong with which field. */
    record Tried(String html, List<Fault> faults) {}

    record Fault(String field, String sentence) {}

    /**
     * A version with its text.
     *
     * @param mine whether the caller had a hand in it and may not publish it
     */
    record Shown(
            String slug,
            String language,
            int number,
            ArticleVersion.State state,
            ArticleVersion.Source source,
            @Nullable Integer from,
            Text text,
            String note,
            int revision,
            String writtenBy,
            Instant writtenAt,
            @Nullable String publishedBy,
            @Nullable Instant publishedAt,
            boolean mine) {}

    /** A version in the history; its text is asked for by its number. */
    record Listed(
            int number,
            ArticleVersion.State state,
            ArticleVersion.Source source,
            @Nullable Integer from,
            String title,
            String note,
            String writtenBy,
            Instant writtenAt,
            @Nullable String publishedBy,
            @Nullable Instant publishedAt) {

        static Listed of(ArticleVersion version) {
            return new Listed(
                    version.number(),
                    version.state(),
                    version.source(),
                    version.from(),
                    version.text().title(),
                    version.note(),
                    version.writtenBy(),
                    version.writtenAt(),
                    version.publishedBy(),
                    version.publishedAt());
        }
    }

    record Whole(
            ArticleList.Line article,
            List<Listed> versions,
            List<ArticleEvents.Event> events,
            List<ArticleVotes.Comment> comments) {}

    private final HelpDesk desk;
    private final ArticlePreviews previews;
    private final ArticleList list;

    DeskHelpController(HelpDesk desk, ArticlePreviews previews, ArticleList list) {
        this.desk = desk;
        this.previews = previews;
        this.list = list;
    }

    @Operation(
            summary = "Help articles",
            description =
                    "In each language by itself: what everybody reads, what is drafted or in"
                        + " review, whether the other language has moved on, and whether it helps.")
    @GetMapping(ALL)
    Page<ArticleList.Line> all(
            @RequestParam(defaultValue = "") @Size(max = 100) String q,
            @RequestParam(required = false) @Nullable Topic topic,
            @RequestParam(required = false) @Pattern(regexp = LANGUAGE) @Nullable String language,
            @RequestParam(defaultValue = "ANY") ArticleList.Wanted state) {
        String wanted = topic == null ? null : topic.name();
        return Page.last(list.list(q.strip(), wanted, language, state));
    }

    @Operation(
            summary = "Begin an article",
            description = "A new name, or a name that is new in this language. Audited.")
    @RequiresRole(Role.EDITOR)
    @PostMapping(ALL)
    @ResponseStatus(HttpStatus.CREATED)
    Shown begin(
            @AuthenticationPrincipal Caller.Staff me,
            @RequestBody @Valid Begin body,
            Locale locale) {
        HelpDesk.Name name = new HelpDesk.Name(body.slug(), body.language());
        return shown(me, desk.begin(me, name, body.text().read(), body.note().strip(), locale));
    }

    @Operation(
            summary = "One article in one language",
            description = "All its versions, what was done, and what readers wrote, masked.")
    @GetMapping(ONE)
    Whole one(@PathVariable String slug, @PathVariable String language) {
        ArticleList.Whole whole = list.whole(new HelpDesk.Name(slug, language));
        return new Whole(
                whole.line(),
                whole.versions().stream().map(Listed::of).toList(),
                whole.events(),
                whole.comments());
    }

    @Operation(summary = "One version", description = "With its text.")
    @GetMapping(VERSION)
    Shown version(
            @AuthenticationPrincipal Caller.Staff me,
            @PathVariable String slug,
            @PathVariable String language,
            @PathVariable int number) {
        return shown(me, desk.version(new HelpDesk.Name(slug, language), number));
    }

    @Operation(
            summary = "Draft an article anew",
            description =
                    "With the text of a version, also one the product offers (OFFERED). Audited.")
    @RequiresRole(Role.EDITOR)
    @PostMapping(ONE + "/versions")
    @ResponseStatus(HttpStatus.CREATED)
    Shown draft(
            @AuthenticationPrincipal Caller.Staff me,
            @PathVariable String slug,
            @PathVariable String language,
            @RequestBody @Valid DraftOf body) {
        return shown(me, desk.draft(me, new HelpDesk.Name(slug, language), body.from()));
    }

    @Operation(
            summary = "Save a draft",
            description =
                    "As it is written so far. 409 ARTICLE_CHANGED with the revision there is now"
                            + " when somebody saved it meanwhile: nothing is written over."
                            + " Audited.")
    @RequiresRole(Role.EDITOR)
    @PutMapping(VERSION)
    Shown save(
            @AuthenticationPrincipal Caller.Staff me,
            @PathVariable String slug,
            @PathVariable String language,
            @PathVariable int number,
            @RequestBody @Valid Save body) {
        HelpDesk.Name name = new HelpDesk.Name(slug, language);
        return shown(
                me,
                desk.save(
                        me,
                        name,
                        number,
                        body.revision(),
                        body.text().read(),
                        body.note().strip()));
    }

    @Operation(
            summary = "Drop a draft, or decline the product's text",
            description = "It stays in the history. 409 ARTICLE_CHANGED. Audited.")
    @RequiresRole(Role.EDITOR)
    @DeleteMapping(VERSION)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void drop(
            @AuthenticationPrincipal Caller.Staff me,
            @PathVariable String slug,
            @PathVariable String language,
            @PathVariable int number,
            @RequestParam int revision) {
        desk.drop(me, new HelpDesk.Name(slug, language), number, revision);
    }

    @Operation(
            summary = "Submit a draft",
            description =
                    "For another person to publish. 422 ARTICLE_UNFIT with a sentence for each"
                            + " fault in fields; 409 ARTICLE_CHANGED. Audited.")
    @RequiresRole(Role.EDITOR)
    @PostMapping(VERSION + "/submission")
    Shown submit(
            @AuthenticationPrincipal Caller.Staff me,
            @PathVariable String slug,
            @PathVariable String language,
            @PathVariable int number,
            @RequestBody @Valid Seen body,
            Locale locale) {
        HelpDesk.Name name = new HelpDesk.Name(slug, language);
        return shown(me, desk.submit(me, name, number, body.revision(), locale));
    }

    @Operation(
            summary = "Publish a version",
            description =
                    "Everybody reads it at once. 409 SECOND_PERSON_NEEDED for whoever wrote in it,"
                            + " ARTICLE_CHANGED when it is not in review; 422 ARTICLE_UNFIT."
                            + " Audited.")
    @PostMapping(VERSION + "/publication")
    Shown publish(
            @AuthenticationPrincipal Caller.Staff me,
            @PathVariable String slug,
            @PathVariable String language,
            @PathVariable int number,
            @RequestBody @Valid Seen body,
            Locale locale) {
        HelpDesk.Name name = new HelpDesk.Name(slug, language);
        return shown(me, desk.publish(me, name, number, body.revision(), locale));
    }

    @Operation(
            summary = "Send a version back",
            description =
                    "With a reason; whoever wrote in it takes it back so. 409 ARTICLE_CHANGED."
                            + " Audited.")
    @PostMapping(VERSION + "/return")
    Shown sendBack(
            @AuthenticationPrincipal Caller.Staff me,
            @PathVariable String slug,
            @PathVariable String language,
            @PathVariable int number,
            @RequestBody @Valid SendBack body) {
        HelpDesk.Name name = new HelpDesk.Name(slug, language);
        return shown(me, desk.sendBack(me, name, number, body.revision(), body.reason().strip()));
    }

    @Operation(
            summary = "Ask for an older text again",
            description =
                    "Becomes a version of its own, in review at once; another person publishes it."
                            + " Brings back what was taken down, too. 422 ARTICLE_UNFIT. Audited.")
    @PostMapping(ONE + "/roll-backs")
    @ResponseStatus(HttpStatus.CREATED)
    Shown rollBack(
            @AuthenticationPrincipal Caller.Staff me,
            @PathVariable String slug,
            @PathVariable String language,
            @RequestBody @Valid RollBack body,
            Locale locale) {
        HelpDesk.Name name = new HelpDesk.Name(slug, language);
        return shown(me, desk.rollBack(me, name, body.to(), body.reason().strip(), locale));
    }

    @Operation(
            summary = "Take an article down",
            description = "In this language, at once. 404 when it is not published. Audited.")
    @PostMapping(ONE + "/withdrawal")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(
            @AuthenticationPrincipal Caller.Staff me,
            @PathVariable String slug,
            @PathVariable String language,
            @RequestBody @Valid Withdraw body) {
        desk.withdraw(me, new HelpDesk.Name(slug, language), body.reason().strip());
    }

    @Operation(
            summary = "Look at a text before it is saved",
            description = "As safe HTML, and what keeps it from being submitted.")
    @PostMapping("/api/v1/desk/help-previews")
    Tried preview(@RequestBody @Valid Try body, Locale locale) {
        ArticleText text = body.text().read();
        List<ArticleFault> faults =
                previews.faults(new HelpDesk.Name(body.slug(), body.language()), text);
        return new Tried(
                previews.html(text.body()),
                faults.stream().map(one -> new Fault(one.field(), one.in(locale))).toList());
    }

    private Shown shown(Caller.Staff me, ArticleVersion version) {
        return new Shown(
                version.slug(),
                version.language(),
                version.number(),
                version.state(),
                version.source(),
                version.from(),
                Text.of(version.text()),
                version.note(),
                version.revision(),
                version.writtenBy(),
                version.writtenAt(),
                version.publishedBy(),
                version.publishedAt(),
                desk.wrote(me, version));
    }
}
