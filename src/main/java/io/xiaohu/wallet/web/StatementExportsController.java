package io.xiaohu.wallet.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.kernel.Asset;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.RateLimits;
import io.xiaohu.kernel.Written;
import io.xiaohu.wallet.statement.StatementExports;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Bills")
@RestController
class StatementExportsController {

    private static final int LONGEST_DAYS = 366;
    private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);

    /** What is made at a time: each may hold some tens of megabytes. */
    private static final int AT_ONCE = 3;

    /** How a statement is wanted. */
    enum Format {
        CSV,
        PDF
    }

    record NewExport(
            @NotNull @Size(max = 10) String from,
            @NotNull @Size(max = 10) String to,
            @NotNull Format format,
            @Size(max = 10) @Nullable String asset) {}

    private final StatementExports exports;
    private final RateLimits limits;
    private final Clock clock;
    private final Semaphore places = new Semaphore(AT_ONCE, true);

    StatementExportsController(StatementExports exports, RateLimits limits, Clock clock) {
        this.exports = exports;
        this.limits = limits;
        this.clock = clock;
    }

    @Operation(
            summary = "A statement of a period as a file",
            description =
                    "from and to are days such as 2026-11-01, both included, in Asia/Shanghai, at"
                            + " most a year apart; a last day that is not over ends now. CSV is a"
                            + " table in UTF-8 with the caller's notes. PDF is a document without"
                            + " them that carries the ledger's proof and can be checked on the"
                            + " site under /verify-statement. asset is CNY unless said otherwise.")
    @PostMapping(
            value = "/api/v1/statement-exports",
            produces = {MediaType.APPLICATION_PDF_VALUE, "text/csv"})
    ResponseEntity<byte[]> export(
            @AuthenticationPrincipal Caller.Customer me,
            @Valid @RequestBody NewExport export,
            HttpServletRequest request,
            Locale locale) {
        StatementExports.Wanted wanted = wanted(me, export, locale);
        limits.take("statements-by-caller", me.key());
        String checkPage =
                request.getScheme()
                        + "://"
                        + request.getHeader(HttpHeaders.HOST)
                        + (locale.getLanguage().equals("en") ? "/en" : "")
                        + "/verify-statement";
        places.acquireUninterruptibly();
        try {
            return export.format() == Format.CSV
                    ? file(exports.csv(wanted, locale), "text/csv;charset=UTF-8", "csv", wanted)
                    : file(
                            exports.pdf(wanted, checkPage, locale),
                            MediaType.APPLICATION_PDF_VALUE,
                            "pdf",
                            wanted);
        } finally {
            places.release();
        }
    }

    private StatementExports.Wanted wanted(Caller.Customer me, NewExport export, Locale locale) {
        LocalDate from = day("from", export.from(), locale);
        LocalDate to = day("to", export.to(), locale);
        if (to.isBefore(from)) {
            throw WantedMovements.wrong("to", "filter.fromAfterTo", locale);
        }
        if (ChronoUnit.DAYS.between(from, to) >= LONGEST_DAYS) {
            throw WantedMovements.wrong("to", "statement.longerThanAYear", locale);
        }
        if (from.isBefore(EARLIEST)
                || from.isAfter(clock.instant().atZone(Written.ZONE).toLocalDate())) {
            throw WantedMovements.wrong("from", "statement.notBegun", locale);
        }
        String code = WantedMovements.blankToNull(export.asset());
        Asset asset =
                code == null
                        ? Asset.CNY
                        : Asset.ofCode(code)
                                .orElseThrow(() ->
                                        WantedMovements.wrong("asset", "filter.asset", locale));
        return new StatementExports.Wanted(me.customerId(), asset, from, to);
    }

    private static LocalDate day(String name, String text, Locale locale) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw WantedMovements.wrong(name, "statement.day", locale);
        }
    }

    private static ResponseEntity<byte[]> file(
            byte[] content, String type, String ending, StatementExports.Wanted wanted) {
        String name = "xiaohu-%s-%s.%s".formatted(wanted.from(), wanted.to(), ending);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(type))
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(content);
    }
}
