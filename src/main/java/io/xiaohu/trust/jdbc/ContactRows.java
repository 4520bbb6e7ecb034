package io.xiaohu.trust.jdbc;

import io.xiaohu.kernel.Ids;
import io.xiaohu.trust.ContactChange;
import io.xiaohu.trust.ContactKind;
import io.xiaohu.trust.OfficialContact;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The official contacts and their changes in SQL. */
@Repository
public class ContactRows {

    private static final String ALL =
            """
            select kind, value, since, until
            from trust.contact
            order by since, id
            """;

    private static final String ADD =
            """
            insert into trust.contact (id, kind, value, since)
            values (:id, :kind, :value, :now)
            on conflict (kind, value) where until is null do nothing
            """;

    private static final String RETIRE =
            """
            update trust.contact
            set until = greatest(:now, since + interval '1 millisecond')
            where kind = :kind
            and value = :value
            and until is null
            """;

    private static final String CHANGES =
            """
            select id, act, kind, value, why, asked_by, asked_at, approved_by, applied_at
            from trust.contact_change
            """;

    private static final String FIND_CHANGE = CHANGES + "where id = :id";

    private static final String LATEST_CHANGES =
            CHANGES + "order by asked_at desc, id desc limit :most";

    private static final String ASK =
            """
            insert into trust.contact_change (id, act, kind, value, why, asked_by, asked_at)
            values (:id, :act, :kind, :value, :why, :by, :now)
            """;

    private static final String APPLY =
            """
            update trust.contact_change
            set applied_at = :now, approved_by = :by
            where id = :id
            and applied_at is null
            """;

    /**
     * A contact in use or once in use.
     *
     * @param until null while it is ours
     */
    public record Row(OfficialContact contact, Instant since, @Nullable Instant until) {}

    private final JdbcClient sql;
    private final Clock clock;

    ContactRows(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** In the order they became ours. */
    public List<Row> all() {
        return sql.sql(ALL)
                .query((row, n) ->
                        new Row(
                                new OfficialContact(
                                        ContactKind.valueOf(row.getString("kind")),
                                        row.getString("value")),
                                row.getObject("since", OffsetDateTime.class).toInstant(),
                                instant(row, "until")))
                .list();
    }

    /** False when it is in use already. */
    public boolean add(OfficialContact contact) {
        return sql.sql(ADD)
                        .param("id", Ids.next())
                        .param("kind", contact.kind().name())
                        .param("value", contact.value())
                        .param("now", OffsetDateTime.now(clock))
                        .update()
                == 1;
    }

    /** False when it is not in use. */
    public boolean retire(OfficialContact contact) {
        return sql.sql(RETIRE)
                        .param("kind", contact.kind().name())
                        .param("value", contact.value())
                        .param("now", OffsetDateTime.now(clock))
                        .update()
                == 1;
    }

    public void ask(ContactChange change) {
        sql.sql(ASK)
                .param("id", change.id())
                .param("act", change.act().name())
                .param("kind", change.contact().kind().name())
                .param("value", change.contact().value())
                .param("why", change.why())
                .param("by", change.askedBy())
                .param("now", OffsetDateTime.now(clock))
                .update();
    }

    /** False when it was applied before. */
    public boolean apply(UUID id, String approvedBy) {
        return sql.sql(APPLY)
                        .param("id", id)
                        .param("by", approvedBy)
                        .param("now", OffsetDateTime.now(clock))
                        .update()
                == 1;
    }

    public Optional<ContactChange> change(UUID id) {
        return sql.sql(FIND_CHANGE).param("id", id).query(ContactRows::change).optional();
    }

    /** The newest first. */
    public List<ContactChange> changes(int most) {
        return sql.sql(LATEST_CHANGES).param("most", most).query(ContactRows::change).list();
    }

    private static ContactChange change(ResultSet row, int n) throws SQLException {
        return new ContactChange(
                row.getObject("id", UUID.class),
                ContactChange.Act.valueOf(row.getString("act")),
                new OfficialContact(
                        ContactKind.valueOf(row.getString("kind")), row.getString("value")),
                row.getString("why"),
                row.getString("asked_by"),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                row.getString("approved_by"),
                instant(row, "applied_at"));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
