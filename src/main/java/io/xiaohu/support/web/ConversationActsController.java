package io.xiaohu.support.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Languages;
import io.xiaohu.kernel.Page;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.RequiresRole;
import io.xiaohu.kernel.Role;
import io.xiaohu.support.jdbc.ConversationRows;
import io.xiaohu.support.tools.Act;
import io.xiaohu.support.tools.BulkActs;
import io.xiaohu.support.tools.Contents;
import io.xiaohu.support.tools.Filling;
import io.xiaohu.support.tools.Tool;
import io.xiaohu.support.tools.Tool.Kind;
import io.xiaohu.support.tools.Tools;
import io.xiaohu.support.tools.Variables;
import io.xiaohu.support.views.jdbc.BoxRows;
import io.xiaohu.support.views.jdbc.ViewRows;
import io.xiaohu.support.web.DeskConversationsController.Item;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Desk: tools at work")
@RestController
@RequiresRole({Role.AGENT, Role.SUPERVISOR})
class ConversationActsController {

    private static final int MOST = 50;
    private static final int MOST_AT_ONCE = 200;
    private static final String LANGUAGE = "zh|en";

    /** What may be done to many: nothing that says something to a customer by itself. */
    private static final Set<Act.Kind> IN_BULK =
            Set.of(
                    Act.Kind.TAKE,
                    Act.Kind.ASSIGN,
                    Act.Kind.TAG,
                    Act.Kind.UNTAG,
                    Act.Kind.PRIORITY,
                    Act.Kind.CLOSE);

    record RunOf(
            @NotBlank @Pattern(regexp = LANGUAGE) String language,
            @NotBlank @Size(max = 48) String clientId,
            @Min(0) long seenSeq) {}

    record Bulk(
            @NotNull @Size(min = 1, max = MOST_AT_ONCE) List<@NotNull UUID> ids,
            @NotNull @Valid Act act) {}

    /**
     * A working set.
     *
     * @param count how many of the latest are in it, at most a hundred
     * @param whole whether these are all there are
     */
    record ViewShown(
            UUID id, boolean mine, String nameZh, String nameEn, int count, boolean whole) {

        static ViewShown of(Tool<Contents> tool, ViewRows.Count count) {
            return new ViewShown(
                    tool.id(),
                    tool.ownerId() != null,
                    tool.nameZh(),
                    tool.nameEn(),
                    count.found(),
                    count.whole());
        }
    }

    private final Tools tools;
    private final Filling filling;
    private final BulkActs bulk;
    private final ViewRows views;
    private final ConversationRows rows;
    private final ItemsShown items;

    ConversationActsController(
            Tools tools,
            Filling filling,
            BulkActs bulk,
            ViewRows views,
            ConversationRows rows,
            ItemsShown items) {
        this.tools = tools;
        this.filling = filling;
        this.bulk = bulk;
        this.views = views;
        this.rows = rows;
        this.items = items;
    }

    @Operation(
            summary = "A canned answer, completed",
            description =
                    "As it would be sent here; missing: variables nothing is known for. A look at"
                            + " the conversation: 403 LOOK_REASON_NEEDED as for its lines.")
    @GetMapping("/api/v1/desk/conversations/{id}/answers/{answer}")
    Variables.Filled filled(
            @AuthenticationPrincipal Caller.Staff me,
            @PathVariable UUID id,
            @PathVariable UUID answer,
            @RequestParam @Pattern(regexp = LANGUAGE) String language) {
        return filling.answer(me, answer, id, locale(language));
    }

    @Operation(
            summary = "A macro before it runs",
            description =
                    "Every act as it would be done. A look at the conversation: 403"
                            + " LOOK_REASON_NEEDED as for its lines.")
    @GetMapping("/api/v1/desk/conversations/{id}/macros/{macro}")
    Filling.Preview preview(
            @AuthenticationPrincipal Caller.Staff me,
            @PathVariable UUID id,
            @PathVariable UUID macro,
            @RequestParam @Pattern(regexp = LANGUAGE) String language) {
        return filling.macro(me, macro, id, locale(language));
    }

    @Operation(
            summary = "Run a macro",
            description =
                    "All of its acts or, when one is refused, none. 422 VARIABLE_UNFILLED; 409"
                            + " STALE_REPLY, ALREADY_CLAIMED, CONVERSATION_CLOSED; 403"
                            + " LOOK_REASON_NEEDED.")
    @PostMapping("/api/v1/desk/conversations/{id}/macros/{macro}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void run(
            @AuthenticationPrincipal Caller.Staff me,
            @PathVariable UUID id,
            @PathVariable UUID macro,
            @RequestBody @Valid RunOf body) {
        filling.run(me, macro, id, locale(body.language()), body.clientId(), body.seenSeq());
    }

    @Operation(
            summary = "One act on many conversations",
            description =
                    "Up to 200: TAKE, ASSIGN, TAG, UNTAG, PRIORITY or CLOSE. Each is done or"
                            + " refused for itself.")
    @PostMapping("/api/v1/desk/conversations/bulk")
    Page<BulkActs.Outcome> bulk(
            @AuthenticationPrincipal Caller.Staff me,
            @RequestBody @Valid Bulk body,
            Locale locale) {
        if (!IN_BULK.contains(body.act().kind()) || !body.act().hasAllItNeeds()) {
            throw Problem.of(Reason.BAD_INPUT).field("act").exception();
        }
        return Page.last(bulk.run(me, body.ids(), body.act(), locale));
    }

    @Operation(
            summary = "Working sets and how much is in each",
            description =
                    "count goes to 100, of the latest 5,000 that could be in it; whole is false"
                            + " where there may be more.")
    @GetMapping("/api/v1/desk/views")
    Page<ViewShown> views(@AuthenticationPrincipal Caller.Staff me) {
        return Page.last(
                tools.of(me, Kind.VIEW).stream()
                        .filter(Tool::enabled)
                        .map(tool ->
                                ViewShown.of(tool, views.count(view(tool).filter(), me.staffId())))
                        .toList());
    }

    @Operation(
            summary = "What is in a working set",
            description =
                    "The latest first. One call goes through 5,000 conversations: where little fits"
                            + " a page is short, or empty, and next says where to look on.")
    @GetMapping("/api/v1/desk/views/{id}/conversations")
    Page<Item> inView(
            @AuthenticationPrincipal Caller.Staff me,
            @PathVariable UUID id,
            @RequestParam(required = false) @Pattern(regexp = BoxRows.Place.PATTERN)
                    @Nullable String after,
            Locale locale) {
        Contents.View view = view(tools.get(me, Kind.VIEW, id));
        BoxRows.Part part = views.part(view.filter(), me.staffId(), BoxRows.Place.of(after), MOST);
        return new Page<>(items.of(rows.all(part.ids()), me, locale), part.next());
    }

    private static Contents.View view(Tool<Contents> tool) {
        if (tool.content() instanceof Contents.View view) {
            return view;
        }
        throw new IllegalStateException("no view " + tool.id());
    }

    private static Locale locale(String language) {
        return language.equals("en") ? Languages.ENGLISH : Languages.CHINESE;
    }
}
