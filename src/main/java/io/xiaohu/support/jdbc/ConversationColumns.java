package io.xiaohu.support.jdbc;

import io.xiaohu.kernel.Languages;
import io.xiaohu.kernel.SubjectKind;
import io.xiaohu.kernel.SubjectRef;
import io.xiaohu.support.ConversationRow;
import io.xiaohu.support.Topic;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The columns of a conversation, and how they are read and written. */
public final class ConversationColumns {

    static final String SELECT =
            """
            select id, customer_id, topic, subject_kind, subject_id, code, state, claimed_by,
                claimed_name, last_seq, customer_seq, last_text, customer_read, customer_got,
                staff_read, opened_at, last_at, waiting_since, closed_at, human_asked_at,
                snoozed_until, continued_in,
                array(
                    select t.tag from support.conversation_tag t
                    where t.conversation_id = conversation.id
                    order by t.tag) as tags,
                channel, as_request, language
            from support.conversation
            """;

    private ConversationColumns() {}

    static ConversationRow read(ResultSet row, int n) throws SQLException {
        String kind = row.getString("subject_kind");
        return new ConversationRow(
                row.getObject("id", UUID.class),
                row.getObject("customer_id", UUID.class),
                Topic.valueOf(row.getString("topic")),
                kind == null
                        ? null
                        : new SubjectRef(
                                SubjectKind.valueOf(kind), row.getObject("subject_id", UUID.class)),
                row.getString("code"),
                ConversationRow.State.valueOf(row.getString("state")),
                row.getObject("claimed_by", UUID.class),
                row.getString("claimed_name"),
                row.getLong("last_seq"),
                row.getLong("customer_seq"),
                row.getString("last_text"),
                row.getLong("customer_read"),
                row.getLong("customer_got"),
                row.getLong("staff_read"),
                row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                row.getObject("last_at", OffsetDateTime.class).toInstant(),
                instant(row, "waiting_since"),
                instant(row, "closed_at"),
                instant(row, "human_asked_at"),
                instant(row, "snoozed_until"),
                row.getObject("continued_in", UUID.class),
                List.of((String[]) row.getArray("tags").getArray()),
                row.getString("channel"),
                row.getBoolean("as_request"),
                language(row));
    }

    /** How the column of a conversation's language is written. */
    public static String tag(Locale language) {
        return Languages.supported(language).getLanguage();
    }

    public static Locale language(ResultSet row) throws SQLException {
        return Languages.supported(Locale.of(row.getString("language")));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
