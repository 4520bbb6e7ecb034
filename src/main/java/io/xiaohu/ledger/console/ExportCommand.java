package io.xiaohu.ledger.console;

import io.xiaohu.kernel.Asset;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.OperatorMistake;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** {@code ledger export}: every entry, as CSV or, with {@code --json}, one JSON object a line. */
@Command(name = "export", description = "every entry, as CSV or JSON lines")
public final class ExportCommand extends LedgerConsole {

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "where to write it (default standard output)")
    private @Nullable Path file;

    @Override
    public int run(Opened opened) {
        BookReads reads = opened.get(BookReads.class);
        try (Writer writer = writer(opened)) {
            Lines lines = new Lines(writer, asJson());
            reads.entries(lines::add);
            opened.err().printf("%,d entries%n", lines.written);
        } catch (IOException | UncheckedIOException e) {
            throw new OperatorMistake("The entries cannot be written there.");
        }
        return 0;
    }

    private Writer writer(Opened opened) throws IOException {
        return file == null
                ? new BufferedWriter(new OutputStreamWriter(opened.out(), StandardCharsets.UTF_8))
                : Files.newBufferedWriter(file);
    }

    /** Writes rows one after another and keeps none. */
    private static final class Lines {

        private final Writer writer;
        private final boolean json;
        private long written;

        Lines(Writer writer, boolean json) {
            this.writer = writer;
            this.json = json;
        }

        void add(ResultSet row) throws SQLException {
            Map<String, @Nullable String> values = values(row);
            try {
                if (json) {
                    ObjectNode node = JSON.createObjectNode();
                    values.forEach(node::put);
                    writer.write(node.toString());
                } else {
                    if (written == 0) {
                        writer.write(String.join(",", values.keySet()) + "\n");
                    }
                    writer.write(
                            values.values().stream()
                                    .map(Lines::csv)
                                    .collect(Collectors.joining(",")));
                }
                writer.write('\n');
                written++;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Map<String, @Nullable String> values(ResultSet row) throws SQLException {
            Asset asset = Asset.valueOf(row.getString("asset"));
            Map<String, @Nullable String> values = new LinkedHashMap<>();
            values.put("account", row.getString("account"));
            values.put("owner", row.getString("owner"));
            values.put("purpose", row.getString("purpose"));
            values.put("asset", asset.name());
            values.put("seq", row.getString("seq"));
            values.put(
                    "bookedAt",
                    row.getObject("booked_at", OffsetDateTime.class).toInstant().toString());
            values.put("step", row.getString("step"));
            values.put("operation", row.getString("operation"));
            values.put("kind", row.getString("kind"));
            values.put("amount", new Money(row.getLong("amount"), asset).amount());
            values.put("heldChange", new Money(row.getLong("held_change"), asset).amount());
            values.put("total", new Money(row.getLong("posted_after"), asset).amount());
            values.put("held", new Money(row.getLong("held_after"), asset).amount());
            values.put("reference", row.getString("reference"));
            values.put("counterparty", row.getString("counterparty"));
            return values;
        }

        /** RFC 4180; a text that a spreadsheet would run as a formula is made a text again. */
        private static String csv(@Nullable String value) {
            if (value == null) {
                return "";
            }
            boolean formula = value.matches("[=+@\\t\\r].*");
            String text = formula ? "'" + value : value;
            boolean plain =
                    text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
            return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
        }
    }
}
