package io.xiaohu.wallet.statement;

import io.xiaohu.kernel.Texts;
import io.xiaohu.kernel.Written;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A statement as comma-separated values (RFC 4180) in UTF-8, with the mark by which spreadsheets
 * know it. Amounts are plain decimals; times are those of where the wallet's people live.
 */
final class StatementCsv {

    private static final Texts TEXTS = Texts.of("wallet");
    private static final List<String> COLUMNS =
            List.of("time", "kind", "person", "amount", "after", "asset", "memo", "note", "number");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(Written.ZONE);

    /** What a spreadsheet would take for the beginning of a formula, in either width. */
    private static final String FORMULA_STARTS = "=+-@＝＋－＠\t\r\n|%";

    private StatementCsv() {}

    static byte[] of(Statement statement, Locale locale) {
        String head =
                COLUMNS.stream()
                        .map(column -> text(TEXTS.get(locale, "statement.column." + column)))
                        .collect(Collectors.joining(","));
        String lines =
                Stream.concat(Stream.of(head), statement.lines().stream().map(StatementCsv::line))
                        .collect(Collectors.joining("\r\n", "\uFEFF", "\r\n"));
        return lines.getBytes(StandardCharsets.UTF_8);
    }

    private static String line(Statement.Line line) {
        return String.join(
                ",",
                TIME.format(line.at().atOffset(ZoneOffset.UTC)),
                text(line.kind()),
                text(line.person()),
                line.amount().amount(),
                line.after().amount(),
                line.amount().asset().name(),
                text(line.memo()),
                text(line.note()),
                line.number() == null ? "" : line.number().toString());
    }

    /** In quotes where it must be; an apostrophe keeps what somebody wrote from being computed. */
    private static String text(@Nullable String value) {
        if (value == null || value.isEmpty()) {
            return "";
        }
        String inert = FORMULA_STARTS.indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
        return inert.matches("(?s).*[\",\r\n].*")
                ? "\"" + inert.replace("\"", "\"\"") + "\""
                : inert;
    }
}
