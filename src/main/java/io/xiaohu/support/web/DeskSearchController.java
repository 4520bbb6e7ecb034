package io.xiaohu.support.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.audit.AuditTrail;
import io.xiaohu.identity.Customers;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Masks;
import io.xiaohu.kernel.NumberMasks;
import io.xiaohu.kernel.RequiresRole;
import io.xiaohu.kernel.Role;
import io.xiaohu.support.ConversationRow;
import io.xiaohu.support.MessageRow.Author;
import io.xiaohu.support.Topic;
import io.xiaohu.support.search.ConversationSearch;
import io.xiaohu.support.search.ConversationSearch.Found;
import io.xiaohu.support.search.ConversationSearch.Hit;
import io.xiaohu.support.search.ConversationSearch.Piece;
import io.xiaohu.support.search.ConversationSearch.Wanted;
import io.xiaohu.support.search.SearchBackfill;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Desk: search")
@RestController
@RequiresRole({Role.AGENT, Role.SUPERVISOR})
class DeskSearchController {

    private static final int MOST = 30;

    /** A line; of a customer the name, masked. */
    record Line(
            UUID conversationId,
            long seq,
            Instant at,
            Author author,
            @Nullable String authorName,
            boolean internal,
            List<Piece> pieces,
            ConversationRow.State state,
            Topic topic,
            String channel,
            @Nullable String agent,
            @Nullable String customer) {}

    /**
     * What was found.
     *
     * @param next where the next page begins; absent when everything was looked at
     * @param backTo how far back this page looked; absent when everything was looked at
     * @param filling lines from before there was a search that are in, of how many; absent when all
     *     are
     */
    record Answer(
            List<Line> items,
            @Nullable Long next,
            @Nullable Instant backTo,
            SearchBackfill.@Nullable Progress filling) {}

    private final ConversationSearch search;
    private final SearchBackfill backfill;
    private final Customers customers;
    private final AuditTrail audit;

    DeskSearchController(
            ConversationSearch search,
            SearchBackfill backfill,
            Customers customers,
            AuditTrail audit) {
        this.search = search;
        this.backfill = backfill;
        this.customers = customers;
        this.audit = audit;
    }

    @Operation(
            summary = "Search conversations",
            description =
                    "Lines that have all words, two characters of Chinese and more as they stand,"
                            + " words and numbers from their beginning on, the latest first; notes"
                            + " for staff included. Numbers of cards and identity cards are masked"
                            + " and cannot be looked for. agent: who has the conversation;"
                            + " channel: how the customer came, such as APP or PHONE. from and"
                            + " until: when the line was written. A page may hold less than there"
                            + " is: while next is there, call again with before.")
    @GetMapping("/api/v1/desk/conversation-search")
    Answer find(
            @AuthenticationPrincipal Caller.Staff me,
            @RequestParam @NotBlank @Size(max = 100) String q,
            @RequestParam(required = false) ConversationRow.@Nullable State state,
            @RequestParam(required = false) @Nullable Topic topic,
            @RequestParam(required = false) @Pattern(regexp = "[A-Z_]{1,20}")
                    @Nullable String channel,
            @RequestParam(required = false) @Nullable UUID agent,
            @RequestParam(required = false) @Nullable OffsetDateTime from,
            @RequestParam(required = false) @Nullable OffsetDateTime until,
            @RequestParam(required = false) @Nullable Long before) {
        Found found =
                search.find(
                        new Wanted(
                                q,
                                state,
                                topic,
                                channel,
                                agent,
                                from == null ? null : from.toInstant(),
                                until == null ? null : until.toInstant(),
                                before,
                                MOST));
        audit.record(
                "staff:" + me.staffId(),
                "conversations.searched",
                "conversations",
                Map.of(
                        "words", NumberMasks.personal(q),
                        "found", String.valueOf(found.hits().size()),
                        "conversations", shownOf(found.hits())));
        Map<UUID, String> names =
                customers.names(
                        found.hits().stream()
                                .map(hit -> hit.line().customer())
                                .filter(Objects::nonNull)
                                .distinct()
                                .toList());
        return new Answer(
                found.hits().stream().map(hit -> line(hit, names)).toList(),
                found.next(),
                found.backTo(),
                backfill.progress().orElse(null));
    }

    /**
     * The conversations of which a line is shown, so that it stands in the trail whose they are.
     */
    private static String shownOf(List<Hit> hits) {
        return hits.stream()
                .map(hit -> hit.line().conversation().toString())
                .distinct()
                .collect(Collectors.joining(" "));
    }

    private static Line line(Hit hit, Map<UUID, String> names) {
        var line = hit.line();
        String name = line.customer() == null ? null : names.get(line.customer());
        return new Line(
                line.conversation(),
                line.seq(),
                line.at(),
                line.author(),
                line.authorName(),
                line.internal(),
                hit.pieces(),
                line.state(),
                line.topic(),
                line.channel(),
                line.agentName(),
                name == null ? null : Masks.name(name));
    }
}
