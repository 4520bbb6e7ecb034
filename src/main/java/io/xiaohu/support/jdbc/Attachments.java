package io.xiaohu.support.jdbc;

import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.SafeFile;
import io.xiaohu.kernel.Tokens;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Files people send, in the database so that every server has them. */
@Repository
public class Attachments {

    private static final String INSERT =
            """
            insert into support.attachment (id, owner, media_type, size, sha256, content, at)
            values (:id, :owner, :type, :size, :sha, :content, :at)
            """;

    /** A file of a line that was taken back is gone with it. */
    private static final String FIND =
            """
            select owner, conversation_id, handed_over, media_type, content
            from support.attachment a
            where id = :id
            and (handed_over or not exists (
                select from support.withdrawal w
                join support.message m
                    on m.conversation_id = w.conversation_id and m.seq = w.seq
                where w.conversation_id = a.conversation_id
                and a.id = any(m.attachment_ids)))
            """;

    private static final String USABLE =
            """
            select count(*)
            from support.attachment
            where id = any (:ids)
            and owner = :owner
            """;

    private static final String JOIN =
            """
            update support.attachment
            set conversation_id = :conversation
            where id = any (:ids)
            """;

    private static final String HAND_OVER =
            """
            update support.attachment
            set handed_over = true
            where id = :id
            returning content
            """;

    /** A stored file as its sender is told. */
    public record Stored(UUID id, String sha256, String type, int size, String state) {}

    /** A file as it is served. */
    public record Content(
            String owner,
            @Nullable UUID conversation,
            boolean handedOver,
            String mediaType,
            byte[] content) {

        /** Staff see what was sent to them, not what lies ready to be sent. */
        public boolean isForStaff() {
            return conversation != null || handedOver;
        }
    }

    private final JdbcClient sql;
    private final Clock clock;

    Attachments(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    public Stored store(String owner, SafeFile file) {
        UUID id = Ids.next();
        byte[] sha = Tokens.sha256(file.content());
        sql.sql(INSERT)
                .param("id", id)
                .param("owner", owner)
                .param("type", file.mediaType())
                .param("size", file.content().length)
                .param("sha", sha)
                .param("content", file.content())
                .param("at", OffsetDateTime.now(clock))
                .update();
        return new Stored(
                id,
                HexFormat.of().formatHex(sha),
                file.mediaType(),
                file.content().length,
                "CLEAN");
    }

    public Optional<Content> find(UUID id) {
        return sql.sql(FIND)
                .param("id", id)
                .query((row, n) ->
                        new Content(
                                row.getString("owner"),
                                row.getObject("conversation_id", UUID.class),
                                row.getBoolean("handed_over"),
                                row.getString("media_type"),
                                row.getBytes("content")))
                .optional();
    }

    /**
     * The same ids, when all of them are this owner's.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND otherwise
     */
    public List<UUID> usable(String owner, List<UUID> ids) {
        if (ids.isEmpty()) {
            return ids;
        }
        int own =
                sql.sql(USABLE)
                        .param("ids", ids.toArray(UUID[]::new))
                        .param("owner", owner)
                        .query(Integer.class)
                        .single();
        if (own != ids.stream().distinct().count()) {
            throw Problem.of(Reason.NOT_FOUND).field("attachmentIds").exception();
        }
        return ids;
    }

    /** What is in the files, in the order of their ids. */
    public List<byte[]> handOver(List<UUID> ids) {
        return ids.stream()
                .map(id ->
                        sql.sql(HAND_OVER)
                                .param("id", id)
                                .query((row, n) -> row.getBytes("content"))
                                .single())
                .toList();
    }

    /** Zero rows is fine: a line need not have files. */
    public void join(UUID conversation, List<UUID> ids) {
        if (!ids.isEmpty()) {
            sql.sql(JOIN)
                    .param("conversation", conversation)
                    .param("ids", ids.toArray(UUID[]::new))
                    .update();
        }
    }
}
