package io.xiaohu.staff.jdbc;

import io.xiaohu.kernel.Tokens;
import io.xiaohu.kernel.Totp;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Codes for the day an authenticator is lost. Only their hashes are kept; each works once. */
@Repository
public class StaffRecoveryCodes {

    private static final int HOW_MANY = 10;

    /** 80 bits: too many to try, also for whoever has the hashes. */
    private static final int LETTERS = 16;

    private static final String FORGET =
            "delete from staff.recovery_code where member_id = :member";

    private static final String ADD =
            """
            insert into staff.recovery_code (member_id, code_hash, made_at)
            values (:member, :hash, :now)
            """;

    private static final String USE =
            """
            update staff.recovery_code
            set used_at = :now
            where member_id = :member
            and code_hash = :hash
            and used_at is null
            """;

    private static final String LEFT =
            """
            select count(*)
            from staff.recovery_code
            where member_id = :member
            and used_at is null
            """;

    private final JdbcClient sql;
    private final Clock clock;

    StaffRecoveryCodes(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Makes ten new ones in place of all earlier ones; nobody is told them again. */
    @Transactional
    public List<String> renew(UUID member) {
        forget(member);
        List<String> codes =
                Stream.generate(() -> Totp.base32(Totp.newSecret()).substring(0, LETTERS))
                        .limit(HOW_MANY)
                        .toList();
        for (String code : codes) {
            sql.sql(ADD)
                    .param("member", member)
                    .param("hash", Tokens.hash(plain(code)))
                    .param("now", OffsetDateTime.now(clock))
                    .update();
        }
        return codes.stream().map(code -> String.join("-", code.split("(?<=\\G.{4})"))).toList();
    }

    /** Zero rows is fine: there were none. */
    public void forget(UUID member) {
        sql.sql(FORGET).param("member", member).update();
    }

    /**
     * Uses a code up. It is looked for by its hash, so that how long it takes says nothing of it.
     *
     * @return how many are left; empty when it is none, or was used
     */
    @Transactional
    public OptionalInt use(UUID member, String typed) {
        int used =
                sql.sql(USE)
                        .param("member", member)
                        .param("hash", Tokens.hash(plain(typed)))
                        .param("now", OffsetDateTime.now(clock))
                        .update();
        return used == 0 ? OptionalInt.empty() : OptionalInt.of(left(member));
    }

    public int left(UUID member) {
        return sql.sql(LEFT).param("member", member).query(Integer.class).single();
    }

    private static String plain(String code) {
        return code.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    }
}
