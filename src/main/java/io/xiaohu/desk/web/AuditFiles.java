package io.xiaohu.desk.web;

import io.xiaohu.audit.AuditLine;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The trail's lines as they stand in files. */
final class AuditFiles {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private AuditFiles() {}

    static String csv(AuditLine line) {
        return Stream.of(
                                Long.toString(line.number()),
                                line.at().toString(),
                                line.actor(),
                                line.action(),
                                line.subject(),
                                JSON.writeValueAsString(new TreeMap<>(line.details())),
                                line.hash())
                        .map(AuditFiles::field)
                        .collect(Collectors.joining(","))
                + "\r\n";
    }

    static String json(AuditLine line) {
        ObjectNode node =
                JSON.createObjectNode()
                        .put("number", line.number())
                        .put("at", line.at().toString())
                        .put("actor", line.actor())
                        .put("action", line.action())
                        .put("subject", line.subject());
        ObjectNode details = node.putObject("details");
        new TreeMap<>(line.details()).forEach(details::put);
        return node.put("hash", line.hash()) + "\n";
    }

    /** Quoted (RFC 4180); what a spreadsheet would work out is made text. */
    private static String field(String value) {
        String text = value.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + value : value;
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}
