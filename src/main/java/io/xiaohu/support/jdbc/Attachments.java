package io.xiaohu.support.jdbc;

import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.SafeFile;
import io.xiaohu.kernel.Tokens;
import io.xiaohu.support.files.FileChecks;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Files people send, in the database so that every server has them. */
@Repository
public class Attachments {

    private static final String INSERT =
            """
            insert into support.attachment (
                id, owner, media_type, size, sha256, arrived_sha256, content, state, at)
            values (:id, :owner, :type, :size, :sha, :arrived, :content, :state, :at)
            """;

    /** A file of a line that was taken back is gone with it. */
    private static final String FIND =
            """
            select owner, conversation_id, handed_over, media_type, size, sha256, state, content
            from support.attachment a
            where id = :id
            and (handed_over or not exists (
                select from support.withdrawal w
                join support.message m
                    on m.conversation_id = w.conversation_id and m.seq = w.seq
                where w.conversation_id = a.conversation_id
                and a.id = any(m.attachment_ids)))
            """;

    private static final String DESCRIBE =
            """
            select owner, conversation_id, handed_over, media_type, size, sha256, state,
                ''::bytea as content
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

    private static final String HARMFUL =
            """
            select count(*)
            from support.attachment
            where id = any (:ids)
            and state = 'REFUSED'
            """;

    /** What is harmful is not kept. */
    private static final String DECIDE =
            """
            update support.attachment
            set state = :state, found = :found, checked_at = :now,
                content = case when :state = 'REFUSED' then ''::bytea else content end
            where id = :id
            and state = 'PENDING'
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

    /** Whether a file was checked, and what that came to. */
    public enum State {
        PENDING,
        CLEAN,
        REFUSED
    }

    /**
     * A stored file as people are told.
     *
     * @param sha256 of what is kept; a picture is drawn anew
     */
    public record Stored(UUID id, String sha256, String type, int size, State state) {}

    /** A file as it is served. */
    public record Content(
            String owner,
            @Nullable UUID conversation,
            boolean handedOver,
            String mediaType,
            int size,
            byte[] sha256,
            State state,
            byte[] content) {

        /**
         * The file, once it may be seen.
         *
         * @throws io.xiaohu.kernel.ProblemException FILE_BEING_CHECKED, FILE_HARMFUL
         */
        public Content checked() {
            return switch (state) {
                case CLEAN -> this;
                case PENDING -> throw Problem.of(Reason.FILE_BEING_CHECKED).exception();
                case REFUSED -> throw Problem.of(Reason.FILE_HARMFUL).exception();
            };
        }

        /** What is told of it. */
        public Stored described(UUID id) {
            return new Stored(id, HexFormat.of().formatHex(sha256), mediaType, size, state);
        }

        /** Staff see what was sent to them, not what lies ready to be sent. */
        public boolean isForStaff() {
            return conversation != null || handedOver;
        }
    }

    private final JdbcClient sql;
    private final FileChecks checks;
    private final Clock clock;

    Attachments(JdbcClient sql, FileChecks checks, Clock clock) {
        this.checks = checks;
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * Keeps a file as it arrived from somebody, in quarantine unless it needs no check.
     *
     * @throws io.xiaohu.kernel.ProblemException FILE_TYPE_REFUSED
     */
    @Transactional
    public Stored store(String owner, byte[] arrived) {
        return store(owner, SafeFile.of(arrived), Tokens.sha256(arrived));
    }

    /** Keeps a file whose type is known. */
    @Transactional
    public Stored store(String owner, SafeFile file) {
        return store(owner, file, Tokens.sha256(file.content()));
    }

    private Stored store(String owner, SafeFile file, byte[] arrived) {
        State state = checks.isDue(file.mediaType()) ? State.PENDING : State.CLEAN;
        UUID id = Ids.next();
        byte[] sha = Tokens.sha256(file.content());
        sql.sql(INSERT)
                .param("id", id)
                .param("owner", owner)
                .param("type", file.mediaType())
                .param("size", file.content().length)
                .param("sha", sha)
                .param("arrived", arrived)
                .param("state", state.name())
                .param("content", file.content())
                .param("at", OffsetDateTime.now(clock))
                .update();
        if (state == State.PENDING) {
            checks.soon(id);
        }
        return new Stored(
                id, HexFormat.of().formatHex(sha), file.mediaType(), file.content().length, state);
    }

    /** Ends the quarantine; zero rows is fine: another run of the job was first. */
    public void decide(UUID id, @Nullable String found) {
        sql.sql(DECIDE)
                .param("id", id)
                .param("state", (found == null ? State.CLEAN : State.REFUSED).name())
                .param("found", found)
                .param("now", OffsetDateTime.now(clock))
                .update();
    }

    public Optional<Content> find(UUID id) {
        return find(FIND, id);
    }

    /** All about a file but what is in it. */
    public Optional<Content> describe(UUID id) {
        return find(DESCRIBE, id);
    }

    private Optional<Content> find(String which, UUID id) {
        return sql.sql(which)
                .param("id", id)
                .query((row, n) ->
                        new Content(
                                row.getString("owner"),
                                row.getObject("conversation_id", UUID.class),
                                row.getBoolean("handed_over"),
                                row.getString("media_type"),
                                row.getInt("size"),
                                row.getBytes("sha256"),
                                State.valueOf(row.getString("state")),
                                row.getBytes("content")))
                .optional();
    }

    /**
     * The same ids, when all of them are this owner's.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND otherwise, FILE_HARMFUL when one of them
     *     was refused
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
        int harmful =
                sql.sql(HARMFUL)
                        .param("ids", ids.toArray(UUID[]::new))
                        .query(Integer.class)
                        .single();
        if (harmful > 0) {
            throw Problem.of(Reason.FILE_HARMFUL).field("attachmentIds").exception();
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
