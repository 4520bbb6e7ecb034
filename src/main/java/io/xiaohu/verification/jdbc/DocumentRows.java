package io.xiaohu.verification.jdbc;

import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Keyring;
import io.xiaohu.kernel.SafeFile;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Pictures of cards and faces: sealed with a key outside the database, erased in time. */
@Repository
public class DocumentRows {

    private static final String INSERT =
            """
            insert into verification.document (id, check_id, side, media_type, content, at)
            values (:id, :check, :side, :type, :content, :at)
            """;

    private static final String LIST =
            """
            select id, side
            from verification.document
            where check_id = :check
            and content is not null
            order by side desc
            """;

    private static final String OPEN =
            """
            select media_type, content
            from verification.document
            where id = :id
            and check_id = :check
            and content is not null
            """;

    private static final String ERASE_AT =
            """
            update verification.document
            set erase_at = :at
            where check_id = :check
            """;

    private static final String ERASE =
            """
            update verification.document
            set content = null
            where erase_at <= :now
            and content is not null
            """;

    /** Which picture it is. */
    public enum Side {
        FRONT,
        BACK,
        FACE
    }

    /** A picture that is kept. */
    public record Kept(UUID id, Side side) {}

    private final JdbcClient sql;
    private final Keyring keyring;
    private final Clock clock;

    DocumentRows(JdbcClient sql, Keyring keyring, Clock clock) {
        this.sql = sql;
        this.keyring = keyring;
        this.clock = clock;
    }

    public void keep(UUID check, Side side, SafeFile file) {
        UUID id = Ids.next();
        sql.sql(INSERT)
                .param("id", id)
                .param("check", check)
                .param("side", side.name())
                .param("type", file.mediaType())
                .param(
                        "content",
                        keyring.seal(Keyring.Purpose.PERSONAL_DATA, file.content(), context(id)))
                .param("at", OffsetDateTime.now(clock))
                .update();
    }

    /** The pictures of a check that are not erased, the front first. */
    public List<Kept> of(UUID check) {
        return sql.sql(LIST)
                .param("check", check)
                .query((row, n) ->
                        new Kept(
                                row.getObject("id", UUID.class),
                                Side.valueOf(row.getString("side"))))
                .list();
    }

    /** Empty when there is none, it is another check's, or it is erased. */
    public Optional<SafeFile> open(UUID check, UUID id) {
        return sql.sql(OPEN)
                .param("id", id)
                .param("check", check)
                .query((row, n) ->
                        new SafeFile(
                                row.getString("media_type"),
                                keyring.open(
                                        Keyring.Purpose.PERSONAL_DATA,
                                        row.getBytes("content"),
                                        context(id))))
                .optional();
    }

    /** Zero rows is fine: few checks have pictures. */
    public void eraseAt(UUID check, Instant at) {
        sql.sql(ERASE_AT).param("check", check).param("at", at.atOffset(ZoneOffset.UTC)).update();
    }

    /** How many were due. */
    public int erase() {
        return sql.sql(ERASE).param("now", OffsetDateTime.now(clock)).update();
    }

    private static byte[] context(UUID id) {
        return ("document:" + id).getBytes(StandardCharsets.UTF_8);
    }
}
