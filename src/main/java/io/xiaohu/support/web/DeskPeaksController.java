package io.xiaohu.support.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Page;
import io.xiaohu.kernel.RequiresRole;
import io.xiaohu.kernel.Role;
import io.xiaohu.support.hours.PeakPlans;
import io.xiaohu.support.hours.ServicePeak;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
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

@Tag(name = "Desk: service hours")
@RestController
@RequiresRole({Role.AGENT, Role.SUPERVISOR, Role.ADMIN})
class DeskPeaksController {

    /**
     * @param region whom it is for; everybody when not said
     * @param answerWithinSeconds how long an answer takes during it
     */
    record Announced(
            @Nullable @Pattern(regexp = CalendarBodies.CODE) String region,
            @Nullable @Pattern(regexp = CalendarBodies.CODE) String channel,
            @NotNull OffsetDateTime startsAt,
            @NotNull OffsetDateTime endsAt,
            @Min(60) @Max(86_400) int answerWithinSeconds,
            @NotBlank @Size(max = 200) String textZh,
            @NotBlank @Size(max = 200) String textEn) {}

    record Shown(
            UUID id,
            @Nullable String region,
            @Nullable String channel,
            Instant startsAt,
            Instant endsAt,
            long answerWithinSeconds,
            String textZh,
            String textEn,
            Instant announcedAt,
            String announcedBy,
            String state) {}

    private final PeakPlans peaks;
    private final Clock clock;

    DeskPeaksController(PeakPlans peaks, Clock clock) {
        this.peaks = peaks;
        this.clock = clock;
    }

    @Operation(
            summary = "Peaks",
            description = "The latest fifty: TO_COME, RUNS, OVER or WITHDRAWN.")
    @GetMapping("/api/v1/desk/service-peaks")
    Page<Shown> latest() {
        return Page.last(peaks.latest().stream().map(this::shown).toList());
    }

    @Operation(
            summary = "Announce a peak",
            description =
                    "Customers are told from now on, with how long an answer will take. 422"
                            + " PEAK_TOO_LATE when it would have started.")
    @RequiresRole({Role.SUPERVISOR, Role.ADMIN})
    @PostMapping("/api/v1/desk/service-peaks")
    @ResponseStatus(HttpStatus.CREATED)
    Shown announce(@AuthenticationPrincipal Caller.Staff me, @RequestBody @Valid Announced body) {
        return shown(
                peaks.announce(
                        me,
                        new PeakPlans.Wanted(
                                body.region(),
                                body.channel(),
                                body.startsAt().toInstant(),
                                body.endsAt().toInstant(),
                                Duration.ofSeconds(body.answerWithinSeconds()),
                                body.textZh().strip(),
                                body.textEn().strip())));
    }

    @Operation(summary = "Take a peak back", description = "One that is not over; it stays listed.")
    @RequiresRole({Role.SUPERVISOR, Role.ADMIN})
    @DeleteMapping("/api/v1/desk/service-peaks/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(@AuthenticationPrincipal Caller.Staff me, @PathVariable UUID id) {
        peaks.withdraw(me, id);
    }

    private Shown shown(ServicePeak peak) {
        return new Shown(
                peak.id(),
                peak.region(),
                peak.channel(),
                peak.startsAt(),
                peak.endsAt(),
                peak.answerWithin().toSeconds(),
                peak.textZh(),
                peak.textEn(),
                peak.announcedAt(),
                peak.announcedBy(),
                state(peak));
    }

    private String state(ServicePeak peak) {
        Instant now = clock.instant();
        if (peak.withdrawnAt() != null) {
            return "WITHDRAWN";
        }
        return now.isBefore(peak.startsAt())
                ? "TO_COME"
                : now.isBefore(peak.endsAt()) ? "RUNS" : "OVER";
    }
}
