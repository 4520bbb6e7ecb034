package io.xiaohu.funding.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.funding.reconciliation.Day;
import io.xiaohu.funding.reconciliation.ReconciliationDesk;
import io.xiaohu.funding.reconciliation.StatementImports;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Page;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.RequiresRole;
import io.xiaohu.kernel.Role;
import io.xiaohu.staff.Proposal;
import io.xiaohu.staff.Proposals;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

@Tag(name = "Desk: reconciliation")
@RestController
@RequiresRole({Role.FINANCE, Role.SUPERVISOR, Role.AUDITOR})
class ReconciliationController {

    private static final int LONGEST_NAME = 200;

    record Ask(@NotBlank @Size(max = 40) String channel, @NotNull LocalDate day) {}

    record Own(@Nullable UUID to) {}

    record Write(@NotBlank @Size(max = 500) String text) {}

    private final ReconciliationDesk desk;
    private final StatementImports imports;
    private final Proposals proposals;
    private final DayAnswers answers;

    ReconciliationController(
            ReconciliationDesk desk,
            StatementImports imports,
            Proposals proposals,
            DayAnswers answers) {
        this.desk = desk;
        this.imports = imports;
        this.proposals = proposals;
        this.answers = answers;
    }

    @Operation(
            summary = "Days of all channels",
            description =
                    "The last five weeks, the latest first, and older ones nobody has closed."
                            + " difference is what the channel has more for us than the ledger,"
                            + " whatever became of it; open is what still has no end. An import"
                            + " that is WAITING or RETRYING goes on by itself.")
    @GetMapping("/api/v1/desk/reconciliation/days")
    Page<DayAnswers.Listed> days(Locale locale) {
        return Page.last(desk.days().stream().map(day -> answers.listed(day, locale)).toList());
    }

    @Operation(
            summary = "A channel's day",
            description =
                    "Its figures, every version of its statement, its differences with both sides,"
                            + " owner, history and the ends that fit, and what is proposed for"
                            + " them.")
    @GetMapping("/api/v1/desk/reconciliation/days/{id}")
    DayAnswers.Whole day(@PathVariable UUID id, Locale locale) {
        ReconciliationDesk.ListedDay day = desk.day(id);
        Map<UUID, Proposal> waiting =
                proposals.waiting().stream()
                        .collect(
                                Collectors.toMap(
                                        Proposal::target, Function.identity(), (one, two) -> one));
        return answers.whole(
                day, desk.versions(day.day()), desk.differences(day.day()), waiting, locale);
    }

    @Operation(
            summary = "Fetch a channel's statement of a day",
            description =
                    "Soon, and compared at once; of today what there is so far. The same content"
                        + " changes nothing; other content is a new version. While the channel is"
                        + " down it is tried again by itself.")
    @PostMapping("/api/v1/desk/reconciliation/imports")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @RequiresRole({Role.FINANCE})
    DayAnswers.Listed fetch(
            @AuthenticationPrincipal Caller.Staff me, @RequestBody @Valid Ask body, Locale locale) {
        Day day = imports.ask(me, body.channel(), body.day());
        return answers.listed(desk.day(day.id()), locale);
    }

    @Operation(
            summary = "Bring a channel's statement as a file",
            description =
                    "CSV in UTF-8 whose first line is order,direction,amount,fee; direction is"
                            + " TOP_UP or WITHDRAWAL. Compared at once. 422 STATEMENT_FILE_INVALID"
                            + " names the first line that cannot be read; then nothing is kept.")
    @PostMapping(
            path = "/api/v1/desk/reconciliation/statements",
            consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @RequiresRole({Role.FINANCE})
    DayAnswers.Listed upload(
            @AuthenticationPrincipal Caller.Staff me,
            @RequestParam @Size(max = 40) String channel,
            @RequestParam LocalDate day,
            @RequestParam MultipartFile file,
            Locale locale) {
        String name = Objects.requireNonNullElse(file.getOriginalFilename(), "statement.csv");
        Day brought =
                imports.upload(
                        me,
                        channel,
                        day,
                        name.substring(0, Math.min(name.length(), LONGEST_NAME)),
                        content(file));
        return answers.listed(desk.day(brought.id()), locale);
    }

    @Operation(
            summary = "Who can look after a difference",
            description = "Those to whom it can be handed over.")
    @GetMapping("/api/v1/desk/reconciliation/colleagues")
    List<Proposal.Person> colleagues() {
        return desk.colleagues();
    }

    @Operation(
            summary = "Take a difference, or hand it over",
            description = "Oneself when to is left out; 409 DIFFERENCE_ENDED. Audited.")
    @PostMapping("/api/v1/desk/reconciliation/differences/{id}/owner")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @RequiresRole({Role.FINANCE})
    void own(
            @AuthenticationPrincipal Caller.Staff me,
            @PathVariable UUID id,
            @RequestBody @Valid Own body) {
        desk.own(me, id, body.to());
    }

    @Operation(summary = "Note something about a difference", description = "For staff only.")
    @PostMapping("/api/v1/desk/reconciliation/differences/{id}/notes")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @RequiresRole({Role.FINANCE, Role.SUPERVISOR})
    void note(
            @AuthenticationPrincipal Caller.Staff me,
            @PathVariable UUID id,
            @RequestBody @Valid Write body) {
        desk.note(me, id, body.text().strip());
    }

    private static byte[] content(MultipartFile file) {
        try {
            return file.getBytes();
        } catch (IOException e) {
            throw Problem.of(Reason.BAD_INPUT).field("file").exception();
        }
    }
}
