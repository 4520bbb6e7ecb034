package io.xiaohu.funding.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.funding.ChannelNotice;
import io.xiaohu.funding.ChannelNotices;
import io.xiaohu.funding.Channels;
import io.xiaohu.funding.Direction;
import io.xiaohu.funding.core.FlowState;
import io.xiaohu.funding.jdbc.Verdicts;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.Page;
import io.xiaohu.kernel.RequiresRole;
import io.xiaohu.kernel.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Desk: payment channels")
@RestController
@RequiresRole({Role.FINANCE, Role.SUPERVISOR})
class DeskChannelsController {

    private static final int MOST = 100;

    /**
     * @param startsAt when it begins; only a planned one has it
     */
    record Tell(
            ChannelNotice.@NotNull Kind kind,
            boolean stops,
            @NotBlank @Size(max = 200) String textZh,
            @NotBlank @Size(max = 300) String textEn,
            @Nullable Instant startsAt,
            @NotNull Instant endsAt) {}

    /** Something a channel said against its own first final answer. */
    record Contradiction(
            UUID flowId,
            String channel,
            Direction direction,
            Money amount,
            FlowState state,
            String said,
            Instant at) {}

    private final Channels channels;
    private final ChannelNotices notices;
    private final Verdicts verdicts;

    DeskChannelsController(Channels channels, ChannelNotices notices, Verdicts verdicts) {
        this.channels = channels;
        this.notices = notices;
        this.verdicts = verdicts;
    }

    @Operation(
            summary = "Channels as customers see them",
            description = "Health with the figures behind it, notice, limits and cost.")
    @GetMapping("/api/v1/desk/channels")
    Page<ChannelsController.ChannelAnswer> list(Locale locale) {
        return Page.last(
                channels.shown(locale).stream()
                        .map(shown -> ChannelsController.ChannelAnswer.of(shown, locale))
                        .toList());
    }

    @Operation(
            summary = "Notices about channels",
            description = "Those that run, are to come, are over or withdrawn; the newest first.")
    @GetMapping("/api/v1/desk/channels/notices")
    Page<ChannelNotice> notices() {
        return Page.last(notices.latest());
    }

    @Operation(
            summary = "Tell customers about a channel",
            description =
                    "PLANNED begins at least five working days from now (422 NOTICE_TOO_LATE names"
                        + " the earliest moment), EMERGENCY at once. With stops nothing goes"
                        + " through the channel from start to end. Shown in the wallet and on the"
                        + " site from now on; audited.")
    @PostMapping("/api/v1/desk/channels/{id}/notices")
    @ResponseStatus(HttpStatus.CREATED)
    ChannelNotice tell(
            @AuthenticationPrincipal Caller.Staff me,
            @PathVariable @Size(max = 40) String id,
            @RequestBody @Valid Tell body) {
        return notices.tell(
                me,
                id,
                new ChannelNotices.Asked(
                        body.kind(),
                        body.stops(),
                        body.textZh().strip(),
                        body.textEn().strip(),
                        body.startsAt(),
                        body.endsAt()));
    }

    @Operation(
            summary = "Take a notice back",
            description = "At once; 404 when it is over or of another channel. Audited.")
    @DeleteMapping("/api/v1/desk/channels/{id}/notices/{notice}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(
            @AuthenticationPrincipal Caller.Staff me,
            @PathVariable @Size(max = 40) String id,
            @PathVariable UUID notice) {
        notices.withdraw(me, id, notice);
    }

    @Operation(
            summary = "Contradictions",
            description =
                    "What channels said against their own first final answer; it moved nothing. The"
                            + " newest first.")
    @GetMapping("/api/v1/desk/channels/contradictions")
    Page<Contradiction> contradictions() {
        return Page.last(
                verdicts.contradictions(MOST).stream()
                        .map(one ->
                                new Contradiction(
                                        one.flowId(),
                                        one.channel(),
                                        Direction.valueOf(one.direction()),
                                        Money.cny(one.amountMinor()),
                                        FlowState.valueOf(one.state()),
                                        one.said(),
                                        one.at()))
                        .toList());
    }
}
