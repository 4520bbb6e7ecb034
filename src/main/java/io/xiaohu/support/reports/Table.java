package io.xiaohu.support.reports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/**
 * A table for a spreadsheet: RFC 4180, with a byte order mark so that Chinese is read as UTF-8. A
 * text that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, CSV
 * injection); numbers stay numbers.
 */
public final class Table {

    private static final String MARK = "\uFEFF";
    private static final Pattern FORMULA =
            Pattern.compile("^[\\p{Z}\\s]*[=+\\-@|%\\t\\r\\n\uFF1D\uFF0B\uFF0D\uFF20]");

    private final StringBuilder text = new StringBuilder(MARK);

    public Table(List<String> head) {
        row(head.toArray());
    }

    public Table row(@Nullable Object... cells) {
        try (CSVPrinter printer = new CSVPrinter(text, CSVFormat.RFC4180)) {
            printer.printRecord(Arrays.stream(cells).map(Table::safe));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    private static Object safe(@Nullable Object cell) {
        return switch (cell) {
            case null -> "";
            case Number number -> number;
            default -> {
                String words = cell.toString();
                yield FORMULA.matcher(words).find() ? "'" + words : words;
            }
        };
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
