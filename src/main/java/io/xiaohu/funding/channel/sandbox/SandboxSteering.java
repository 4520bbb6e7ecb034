package io.xiaohu.funding.channel.sandbox;

import io.xiaohu.kernel.Keyring;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How the console steers the simulated banks. In the database, as every server plays the bank. */
@Repository
@Profile("demo")
public class SandboxSteering {

    private static final String FIND =
            """
            select channel, mode, fee, statement, reject_code
            from funding.sandbox_steering
            where channel = :channel
            """;

    private static final String STEER =
            """
            insert into funding.sandbox_steering (
                channel, mode, fee, statement, reject_code, callback_key)
            values (:channel, :mode, :fee, :statement, :code, :key)
            on conflict (channel) do update
            set mode = excluded.mode, fee = excluded.fee, statement = excluded.statement,
                reject_code = excluded.reject_code
            """;

    private static final String ENSURE =
            """
            insert into funding.sandbox_steering (channel, mode, callback_key)
            values (:channel, 'SUCCEED', :key)
            on conflict (channel) do nothing
            """;

    private static final String KEY =
            "select callback_key from funding.sandbox_steering where channel = :channel";

    /** What a simulated bank does with every order, whatever its cents say. */
    public enum Mode {
        /** Carries it out, unless the cents ask for something else. */
        SUCCEED,
        REJECT,
        /** Never receives it. */
        TIMEOUT,
        /** Carries it out, but says so only later. */
        LATE,
        /** Says twice that it did. */
        TWICE,
        /** Says that it did, then that it did not. */
        CONTRADICT,
        DOWN,
        /**
         * Any of these, as the order's id has it; calls back late, doubled, out of order, wrong.
         */
        CHAOS
    }

    /** What its statement of a day is like. */
    public enum Statement {
        RIGHT,
        /** One line is missing. */
        MISSING,
        /** One line is of nobody's order. */
        EXTRA,
        /** One amount is wrong. */
        AMOUNT,
        /** One fee is another. */
        FEE,
        /** One line is there twice. */
        DUPLICATE
    }

    /**
     * How one bank is steered.
     *
     * @param feeMinor what it takes for each order, in cents
     * @param rejectCode what it calls a rejection; null when it gives no reason
     */
    public record Steering(
            String channel,
            Mode mode,
            long feeMinor,
            Statement statement,
            @Nullable String rejectCode) {}

    private final JdbcClient sql;

    SandboxSteering(JdbcClient sql) {
        this.sql = sql;
    }

    public Steering of(String channel) {
        return sql.sql(FIND)
                .param("channel", channel)
                .query((row, n) ->
                        new Steering(
                                row.getString("channel"),
                                Mode.valueOf(row.getString("mode")),
                                row.getLong("fee"),
                                Statement.valueOf(row.getString("statement")),
                                row.getString("reject_code")))
                .optional()
                .orElse(new Steering(channel, Mode.SUCCEED, 0, Statement.RIGHT, null));
    }

    public List<Steering> all() {
        return SandboxChannels.IDS.stream().map(this::of).toList();
    }

    public void steer(Steering how) {
        sql.sql(STEER)
                .param("channel", how.channel())
                .param("mode", how.mode().name())
                .param("fee", how.feeMinor())
                .param("statement", how.statement().name())
                .param("code", how.rejectCode())
                .param("key", Keyring.newKey())
                .update();
    }

    /** What the bank and we have agreed on to sign callbacks with. */
    byte[] callbackKey(String channel) {
        sql.sql(ENSURE).param("channel", channel).param("key", Keyring.newKey()).update();
        return sql.sql(KEY)
                .param("channel", channel)
                .query((row, n) -> row.getBytes("callback_key"))
                .single();
    }
}
