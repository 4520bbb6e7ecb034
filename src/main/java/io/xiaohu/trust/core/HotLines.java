package io.xiaohu.trust.core;

import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.trust.HotKind;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * The lines of an import: {@code kind,value,why}, or plain ones with a value each, whose kind is
 * seen from their shape. Empty lines and those that begin with {@code #} are passed over.
 */
public final class HotLines {

    public static final int MOST = 2_000;
    private static final int LONGEST = 200;
    private static final int LONGEST_SHOWN = 60;
    private static final Pattern NUMBER = Pattern.compile("[+0-9()\\s.\\-–—]{5,30}");
    private static final Pattern HAS_DOT =
            Pattern.compile("[^\\s.]{1,190}(?:\\.[^\\s.]{1,63}){1,8}");
    private static final Pattern NAME = Pattern.compile("@?[A-Za-z0-9_-]{3,40}");

    /**
     * @param kind null when it is none that can be told
     */
    public record Line(int number, @Nullable HotKind kind, String value, String why) {

        public boolean isTooLong() {
            return value.length() > LONGEST || why.length() > LONGEST;
        }

        /** As much of it as finds it again. */
        public String shown() {
            return value.length() <= LONGEST_SHOWN
                    ? value
                    : value.codePoints()
                                    .limit(LONGEST_SHOWN / 2)
                                    .collect(
                                            StringBuilder::new,
                                            StringBuilder::appendCodePoint,
                                            StringBuilder::append)
                            + "…";
        }
    }

    private HotLines() {}

    /**
     * @throws io.xiaohu.kernel.ProblemException BODY_TOO_LARGE for more than {@link #MOST} lines
     */
    public static List<Line> read(String file) {
        List<Line> lines = new ArrayList<>();
        int number = 0;
        for (String text :
                (file.startsWith("\uFEFF") ? file.substring(1) : file).lines().toList()) {
            number++;
            if (text.isBlank() || text.startsWith("#") || isHeader(text)) {
                continue;
            }
            if (lines.size() == MOST) {
                throw Problem.of(Reason.BODY_TOO_LARGE).field("lines").exception();
            }
            lines.add(line(number, text));
        }
        return lines;
    }

    private static boolean isHeader(String text) {
        return text.strip().toLowerCase(Locale.ROOT).matches("kind,value(?:,why)?");
    }

    private static Line line(int number, String text) {
        List<String> cells = cells(text);
        HotKind named = cells.size() > 1 ? kind(cells.getFirst()) : null;
        if (named != null) {
            String why = cells.size() > 2 ? cells.get(2).strip() : "";
            return new Line(number, named, cells.get(1).strip(), why);
        }
        String value = text.strip();
        return new Line(number, cells.size() > 1 ? null : shape(value), value, "");
    }

    /** The cells of a line; a line whose quotes do not close is one cell. */
    private static List<String> cells(String text) {
        try (var parser = CSVFormat.DEFAULT.parse(new StringReader(text))) {
            List<CSVRecord> records = parser.getRecords();
            return records.size() == 1 ? records.getFirst().toList() : List.of(text);
        } catch (IOException | UncheckedIOException | IllegalStateException unclosed) {
            return List.of(text);
        }
    }

    private static @Nullable HotKind kind(String word) {
        String name = word.strip().toUpperCase(Locale.ROOT);
        return Arrays.stream(HotKind.values())
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable HotKind shape(String value) {
        if (NUMBER.matcher(value).matches()) {
            return HotKind.PHONE;
        }
        if (value.indexOf('@') > 0) {
            return HotKind.EMAIL;
        }
        if (value.contains("//") || HAS_DOT.matcher(value).matches()) {
            return HotKind.DOMAIN;
        }
        if (NAME.matcher(value).matches()) {
            return HotKind.ACCOUNT;
        }
        return value.codePoints().anyMatch(Character::isIdeographic) ? HotKind.PHRASE : null;
    }
}
