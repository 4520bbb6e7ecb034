package io.xiaohu.platform.web;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of keys used and answers given, kept for two days. */
@Repository
class IdempotentCalls {

    static final Duration KEPT = Duration.ofDays(2);

    /** Waits for a transaction that files the same key at this moment. */
    private static final String FILE =
            """
            insert into platform.idempotent_call (caller, call, key, digest, at)
            values (:caller, :call, :key, :digest, :at)
            on conflict (caller, call, key) do nothing
            """;

    private static final String COMPLETE =
            """
            update platform.idempotent_call
            set status = :status, media_type = :mediaType, body = :body
            where caller = :caller
            and call = :call
            and key = :key
            """;

    private static final String READ =
            """
            select digest, status, media_type, body
            from platform.idempotent_call
            where caller = :caller
            and call = :call
            and key = :key
            """;

    private static final String FORGET =
            """
            delete from platform.idempotent_call
            where at < :before
            """;

    record Id(String caller, String call, String key) {}

    record Answer(byte[] digest, int status, @Nullable String mediaType, byte[] body) {}

    private final JdbcClient sql;
    private final Clock clock;

    IdempotentCalls(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Files the key; false when it is filed already. */
    boolean file(Id id, byte[] digest) {
        return sql.sql(FILE)
                        .param("caller", id.caller())
                        .param("call", id.call())
                        .param("key", id.key())
                        .param("digest", digest)
                        .param("at", OffsetDateTime.now(clock))
                        .update()
                == 1;
    }

    void complete(Id id, int status, @Nullable String mediaType, byte[] body) {
        int rows =
                sql.sql(COMPLETE)
                        .param("caller", id.caller())
                        .param("call", id.call())
                        .param("key", id.key())
                        .param("status", status)
                        .param("mediaType", mediaType)
                        .param("body", body)
                        .update();
        if (rows != 1) {
            throw new IllegalStateException("the key " + id.call() + " was not filed");
        }
    }

    @Nullable Answer read(Id id) {
        return sql.sql(READ)
                .param("caller", id.caller())
                .param("call", id.call())
                .param("key", id.key())
                .query((row, n) ->
                        new Answer(
                                row.getBytes("digest"),
                                row.getInt("status"),
                                row.getString("media_type"),
                                row.getBytes("body")))
                .optional()
                .orElse(null);
    }

    /** Zero rows is the normal case. */
    int forgetOld() {
        return sql.sql(FORGET).param("before", OffsetDateTime.now(clock).minus(KEPT)).update();
    }
}
