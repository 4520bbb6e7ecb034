package io.xiaohu.trust.jdbc;

import io.xiaohu.kernel.Ids;
import io.xiaohu.trust.ContactKind;
import io.xiaohu.trust.OfficialContact;
import io.xiaohu.trust.OfficialContacts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The contacts in the database; read again after a few seconds, since every check needs them. */
@Repository
public class JdbcOfficialContacts implements OfficialContacts {

    private static final Duration KEPT = Duration.ofSeconds(10);

    private static final String IN_USE =
            """
            select kind, value
            from trust.contact
            where until is null
            order by since, id
            """;

    private static final String ADD =
            """
            insert into trust.contact (id, kind, value, since)
            values (:id, :kind, :value, :now)
            on conflict (kind, value) where until is null do nothing
            """;

    private record Read(Instant at, List<OfficialContact> contacts) {}

    private final JdbcClient sql;
    private final Clock clock;
    private volatile Read read = new Read(Instant.MIN, List.of());

    JdbcOfficialContacts(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    @Override
    public List<OfficialContact> inUse() {
        Instant now = clock.instant();
        Read last = read;
        if (last.at().isBefore(now.minus(KEPT)) || last.at().isAfter(now)) {
            last = new Read(now, readInUse());
            read = last;
        }
        return last.contacts();
    }

    /** Adds a contact; one that is in use already stays as it is. */
    public void add(OfficialContact contact) {
        sql.sql(ADD)
                .param("id", Ids.next())
                .param("kind", contact.kind().name())
                .param("value", contact.value())
                .param("now", OffsetDateTime.now(clock))
                .update();
        read = new Read(Instant.MIN, List.of());
    }

    private List<OfficialContact> readInUse() {
        return sql
                .sql(IN_USE)
                .query((row, n) ->
                        new OfficialContact(
                                ContactKind.valueOf(row.getString("kind")), row.getString("value")))
                .list()
                .stream()
                .sorted(Comparator.comparing(OfficialContact::kind))
                .toList();
    }
}
