package io.xiaohu.support.requests.jdbc;

import io.xiaohu.support.Topic;
import io.xiaohu.support.requests.RequestField;
import io.xiaohu.support.requests.RequestField.Choice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What requests are asked for, and what was answered. */
@Repository
public class RequestFormRows {

    private static final String FIELDS =
            """
            select topic, code, kind, required, longest, label_zh, label_en, hint_zh, hint_en,
                choices
            from support.request_field
            where topic = :topic
            and (:retired or not retired)
            order by position, code
            """;

    private static final String VALUES =
            """
            select field, value
            from support.service_request_value
            where request_id = :id
            order by field
            """;

    private static final String SET =
            """
            insert into support.service_request_value (request_id, field, value)
            values (:id, :field, :value)
            on conflict (request_id, field) do update set value = excluded.value
            """;

    private final JdbcClient sql;

    RequestFormRows(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * @param retired those no longer asked for too
     */
    public List<RequestField> fields(Topic topic, boolean retired) {
        return sql.sql(FIELDS)
                .param("topic", topic.name())
                .param("retired", retired)
                .query(RequestFormRows::field)
                .list();
    }

    public Map<String, String> values(UUID request) {
        Map<String, String> all = new LinkedHashMap<>();
        sql.sql(VALUES)
                .param("id", request)
                .query((row, n) -> all.put(row.getString("field"), row.getString("value")))
                .list();
        return all;
    }

    public void set(UUID request, Map<String, String> values) {
        values.forEach((field, value) ->
                sql.sql(SET)
                        .param("id", request)
                        .param("field", field)
                        .param("value", value)
                        .update());
    }

    private static RequestField field(ResultSet row, int n) throws SQLException {
        return new RequestField(
                row.getString("code"),
                RequestField.Kind.valueOf(row.getString("kind")),
                row.getBoolean("required"),
                row.getInt("longest"),
                row.getString("label_zh"),
                row.getString("label_en"),
                row.getString("hint_zh"),
                row.getString("hint_en"),
                Arrays.stream((String[]) row.getArray("choices").getArray())
                        .map(RequestFormRows::choice)
                        .toList());
    }

    private static Choice choice(String line) {
        String[] parts = line.split("\\|", -1);
        return new Choice(parts[0], parts[1], parts[2]);
    }
}
