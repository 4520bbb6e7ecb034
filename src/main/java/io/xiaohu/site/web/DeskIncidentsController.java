package io.xiaohu.site.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Page;
import io.xiaohu.kernel.RequiresRole;
import io.xiaohu.kernel.Role;
import io.xiaohu.site.Incident;
import io.xiaohu.site.Incidents;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Desk: service status")
@RestController
@RequiresRole({Role.SUPERVISOR, Role.EDITOR, Role.ADMIN})
class DeskIncidentsController {

    /**
     * @param startsAt since when, or from when; now when left out
     * @param endsAt until when planned work goes on; an incident has none
     */
    record Tell(
            Incident.@NotNull Kind kind,
            Incident.@NotNull Impact impact,
            @NotEmpty Set<Incident.@NotNull Service> services,
            @NotBlank @Size(max = 100) String titleZh,
            @NotBlank @Size(max = 150) String titleEn,
            @Nullable Instant startsAt,
            @Nullable Instant endsAt,
            Incident.@NotNull State state,
            @NotBlank @Size(max = 1000) String textZh,
            @NotBlank @Size(max = 1500) String textEn) {}

    record TellMore(
            Incident.@NotNull State state,
            @NotBlank @Size(max = 1000) String textZh,
            @NotBlank @Size(max = 1500) String textEn) {}

    /** An incident as staff see it. */
    record Shown(
            UUID id,
            Incident.Kind kind,
            Incident.Impact impact,
            Set<Incident.Service> services,
            String titleZh,
            String titleEn,
            Instant startsAt,
            @Nullable Instant endsAt,
            Incident.State state,
            boolean over,
            List<Incident.Update> updates) {

        static Shown of(Incident one) {
            return new Shown(
                    one.id(),
                    one.kind(),
                    one.impact(),
                    one.services(),
                    one.titleZh(),
                    one.titleEn(),
                    one.startsAt(),
                    one.endsAt(),
                    one.state(),
                    one.state().isOver(),
                    one.updates());
        }
    }

    private final Incidents incidents;

    DeskIncidentsController(Incidents incidents) {
        this.incidents = incidents;
    }

    @Operation(
            summary = "Incidents and planned work",
            description = "As the status page shows them: open ones and the last ninety days.")
    @GetMapping("/api/v1/desk/incidents")
    Page<Shown> list() {
        return Page.last(incidents.shown().stream().map(Shown::of).toList());
    }

    @Operation(
            summary = "Tell customers of an incident or planned work",
            description =
                    "On the status page and in its feed at once, and not to be taken back: what is"
                            + " learned later is an update. Audited.")
    @PostMapping("/api/v1/desk/incidents")
    @ResponseStatus(HttpStatus.CREATED)
    Shown tell(@AuthenticationPrincipal Caller.Staff me, @RequestBody @Valid Tell body) {
        return Shown.of(
                incidents.tell(
                        me,
                        new Incidents.Told(
                                body.kind(),
                                body.impact(),
                                body.services(),
                                body.titleZh().strip(),
                                body.titleEn().strip(),
                                body.startsAt(),
                                body.endsAt(),
                                body.state(),
                                body.textZh().strip(),
                                body.textEn().strip())));
    }

    @Operation(
            summary = "Tell what is new about it",
            description = "RESOLVED, COMPLETED and CANCELLED end it; 404 when it is over. Audited.")
    @PostMapping("/api/v1/desk/incidents/{id}/updates")
    @ResponseStatus(HttpStatus.CREATED)
    Shown tellMore(
            @AuthenticationPrincipal Caller.Staff me,
            @PathVariable UUID id,
            @RequestBody @Valid TellMore body) {
        return Shown.of(
                incidents.tellMore(
                        me,
                        id,
                        new Incidents.News(
                                body.state(), body.textZh().strip(), body.textEn().strip())));
    }
}
