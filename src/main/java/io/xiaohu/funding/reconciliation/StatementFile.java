package io.xiaohu.funding.reconciliation;

import io.xiaohu.funding.Direction;
import io.xiaohu.funding.channel.PaymentChannel.Line;
import io.xiaohu.kernel.Asset;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.ProblemException;
import io.xiaohu.kernel.Reason;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads a statement a channel gave as a file: comma-separated UTF-8, the first line {@code
 * order,direction,amount,fee}, then one order a line: its number as we gave it, TOP_UP (充值) or
 * WITHDRAWAL (提现), yuan with up to two decimals, the fee or nothing. All of it is read or none.
 */
final class StatementFile {

    private static final int MOST_LINES = 200_000;
    private static final List<String> HEADER = List.of("order", "direction", "amount", "fee");

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setTrim(true).setIgnoreEmptyLines(true).get();

    private StatementFile() {}

    /**
     * @throws ProblemException STATEMENT_FILE_INVALID with the number of the first line that cannot
     *     be read, and why
     */
    static List<Line> read(byte[] content) {
        List<Line> lines = new ArrayList<>();
        long at = 1;
        try (CSVParser parser = FORMAT.parse(new StringReader(text(content)))) {
            boolean header = true;
            for (CSVRecord row : parser) {
                at = parser.getCurrentLineNumber();
                if (header) {
                    require(isHeader(row), at, "HEADER");
                    header = false;
                } else {
                    require(lines.size() < MOST_LINES, at, "TOO_LONG");
                    lines.add(line(row, at));
                }
                at = parser.getCurrentLineNumber() + 1;
            }
            require(!header, 1, "HEADER");
        } catch (IOException | UncheckedIOException | IllegalStateException broken) {
            throw refused(at, "FORM");
        }
        return lines;
    }

    private static boolean isHeader(CSVRecord row) {
        return row.toList().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList()
                .equals(HEADER);
    }

    private static Line line(CSVRecord row, long at) {
        require(row.size() == HEADER.size(), at, "FORM");
        return new Line(
                order(row.get(0), at),
                direction(row.get(1), at),
                money(row.get(2), at, "AMOUNT"),
                row.get(3).isEmpty() ? Money.zero(Asset.CNY) : fee(row.get(3), at));
    }

    private static UUID order(String text, long at) {
        try {
            UUID order = UUID.fromString(text);
            require(order.toString().equalsIgnoreCase(text), at, "ORDER");
            return order;
        } catch (IllegalArgumentException none) {
            throw refused(at, "ORDER");
        }
    }

    private static Direction direction(String text, long at) {
        return switch (text.toUpperCase(Locale.ROOT)) {
            case "TOP_UP", "充值" -> Direction.TOP_UP;
            case "WITHDRAWAL", "提现" -> Direction.WITHDRAWAL;
            default -> throw refused(at, "DIRECTION");
        };
    }

    private static Money money(String text, long at, String why) {
        Money money = fee(text, at, why);
        require(money.isPositive(), at, why);
        return money;
    }

    private static Money fee(String text, long at) {
        return fee(text, at, "FEE");
    }

    private static Money fee(String text, long at, String why) {
        try {
            return Money.parse(text, Asset.CNY);
        } catch (ProblemException none) {
            throw refused(at, why);
        }
    }

    /** A byte order mark, as spreadsheets write it, is no part of the header. */
    private static String text(byte[] content) {
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException other) {
            throw refused(1, "ENCODING");
        }
    }

    private static void require(boolean right, long at, String why) {
        if (!right) {
            throw refused(at, why);
        }
    }

    private static ProblemException refused(long line, String why) {
        return Problem.of(Reason.STATEMENT_FILE_INVALID)
                .with("line", line)
                .with("why", why)
                .field("file")
                .exception();
    }
}
