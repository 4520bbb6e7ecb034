package io.xiaohu.support.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Page;
import io.xiaohu.kernel.RequiresRole;
import io.xiaohu.kernel.Role;
import io.xiaohu.support.Conversations;
import io.xiaohu.support.Looks;
import io.xiaohu.support.Topic;
import io.xiaohu.support.routing.AgentDesk;
import io.xiaohu.support.routing.AgentSkill;
import io.xiaohu.support.routing.AgentState;
import io.xiaohu.support.routing.Viewers;
import io.xiaohu.support.routing.core.Placement;
import io.xiaohu.support.routing.core.Rank;
import io.xiaohu.support.routing.jdbc.RoutingRows;
import io.xiaohu.support.routing.jdbc.ViewerRows;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Desk: routing")
@RestController
@RequiresRole({Role.AGENT, Role.SUPERVISOR})
class DeskRoutingController {

    record Said(@NotNull AgentState.State state) {}

    /**
     * @param byItself whether they are away because their desk was not heard of any more
     */
    record Agent(
            UUID id,
            String name,
            AgentState.State state,
            @Nullable Instant since,
            boolean byItself,
            int load,
            int capacity,
            Set<Topic> topics,
            Set<String> languages) {}

    record Skills(
            @NotNull @Size(max = 30) Set<@NotNull Topic> topics,
            @NotEmpty @Size(max = 2) Set<@NotNull @Pattern(regexp = "zh|en") String> languages,
            @Min(1) @Max(50) int capacity) {}

    /**
     * Where a conversation is.
     *
     * @param position its place in the queue; null for one that somebody was given
     * @param rank what it presses; null for one that somebody was given
     */
    record Place(
            UUID conversationId,
            @Nullable Integer position,
            @Nullable Rank rank,
            Placement.Why why,
            String language,
            @Nullable Instant givenAt) {}

    record Look(boolean typing) {}

    record Care(boolean needed, @NotBlank @Size(max = 300) String reason) {}

    record CareShown(boolean needed) {}

    private final AgentDesk desk;
    private final Viewers viewers;
    private final Conversations conversations;
    private final Looks looks;

    DeskRoutingController(
            AgentDesk desk, Viewers viewers, Conversations conversations, Looks looks) {
        this.desk = desk;
        this.viewers = viewers;
        this.conversations = conversations;
        this.looks = looks;
    }

    @Operation(
            summary = "My state",
            description =
                    "ONLINE, BUSY or AWAY; whoever never said anything is busy while their desk is"
                            + " open, and away before.")
    @GetMapping("/api/v1/desk/agent-state")
    Agent state(@AuthenticationPrincipal Caller.Staff me) {
        return shown(desk.of(me));
    }

    @Operation(
            summary = "Say how I am",
            description =
                    "ONLINE is given conversations, BUSY keeps what it has, AWAY gives back what"
                            + " waits for an answer.")
    @PutMapping("/api/v1/desk/agent-state")
    Agent say(@AuthenticationPrincipal Caller.Staff me, @RequestBody @Valid Said body) {
        desk.set(me, body.state());
        desk.settled();
        return shown(desk.of(me));
    }

    @Operation(
            summary = "My desk is open",
            description = "Said now and then; not heard for two minutes, one is away.")
    @PostMapping("/api/v1/desk/agent-state/seen")
    Agent seen(@AuthenticationPrincipal Caller.Staff me) {
        desk.seen(me);
        return shown(desk.of(me));
    }

    @Operation(
            summary = "Where conversations are, and why",
            description =
                    "Those that wait in the order of the queue, then those that somebody was"
                            + " given.")
    @GetMapping("/api/v1/desk/routing")
    Page<Place> places() {
        List<Place> all = new ArrayList<>();
        for (Placement.Placed placed : desk.queue()) {
            all.add(
                    new Place(
                            placed.waiting().id(),
                            all.size() + 1,
                            placed.waiting().rank(),
                            placed.why(),
                            placed.waiting().language(),
                            null));
        }
        for (RoutingRows.Given given : desk.given()) {
            all.add(
                    new Place(
                            given.id(),
                            null,
                            null,
                            Placement.Why.valueOf(given.why()),
                            given.language(),
                            given.at()));
        }
        return Page.last(all);
    }

    @Operation(
            summary = "Who answers",
            description = "Everybody with their state, what they have and what they answer.")
    @RequiresRole({Role.SUPERVISOR, Role.ADMIN})
    @GetMapping("/api/v1/desk/agents")
    Page<Agent> agents() {
        return Page.last(desk.all().stream().map(DeskRoutingController::shown).toList());
    }

    @Operation(
            summary = "Say what somebody answers",
            description = "Topics (none: every topic), languages, and how many at once.")
    @RequiresRole({Role.SUPERVISOR, Role.ADMIN})
    @PutMapping("/api/v1/desk/agents/{id}/skills")
    Page<Agent> skills(
            @AuthenticationPrincipal Caller.Staff me,
            @PathVariable UUID id,
            @RequestBody @Valid Skills body) {
        desk.set(me, new AgentSkill(id, body.topics(), body.languages(), body.capacity()));
        desk.settled();
        return agents();
    }

    @Operation(
            summary = "I look at it",
            description =
                    "Said every few seconds while a conversation is open, and when one types in"
                            + " it; answers the colleagues who look, too.")
    @PostMapping("/api/v1/desk/conversations/{id}/viewing")
    Page<ViewerRows.Viewer> look(
            @AuthenticationPrincipal Caller.Staff me,
            @PathVariable UUID id,
            @RequestBody @Valid Look body) {
        conversations.staffGet(id);
        return Page.last(viewers.look(me, id, body.typing()));
    }

    @Operation(summary = "I no longer look", description = "Harmless when one did not.")
    @DeleteMapping("/api/v1/desk/conversations/{id}/viewing")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void leave(@AuthenticationPrincipal Caller.Staff me, @PathVariable UUID id) {
        viewers.leave(me, id);
    }

    @Operation(
            summary = "Whether a customer needs more care",
            description = "Such a customer comes before others. A look, with its reason.")
    @GetMapping("/api/v1/desk/customers/{id}/care")
    CareShown needsCare(@AuthenticationPrincipal Caller.Staff me, @PathVariable UUID id) {
        looks.recordOfOpened(me, id, "care.viewed", Map.of());
        return new CareShown(desk.needsCare(id));
    }

    @Operation(
            summary = "Say that a customer needs more care",
            description = "Or no longer does; with why, which is kept.")
    @PutMapping("/api/v1/desk/customers/{id}/care")
    CareShown care(
            @AuthenticationPrincipal Caller.Staff me,
            @PathVariable UUID id,
            @RequestBody @Valid Care body) {
        looks.recordOfOpened(me, id, "care.viewed", Map.of());
        desk.care(me, id, body.needed(), body.reason().strip());
        return new CareShown(desk.needsCare(id));
    }

    private static Agent shown(AgentDesk.Desk desk) {
        AgentState state = desk.state();
        return new Agent(
                desk.staffId(),
                desk.name(),
                state == null ? AgentState.State.AWAY : state.state(),
                state == null ? null : state.since(),
                state != null && state.byItself(),
                desk.load(),
                desk.skill().capacity(),
                desk.skill().topics(),
                desk.skill().languages());
    }
}
