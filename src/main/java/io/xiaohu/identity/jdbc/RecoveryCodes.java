package io.xiaohu.identity.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.xiaohu.identity.core.RecoveryCode;
import io.xiaohu.kernel.Keyring;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of recovery codes: keyed hashes, each good once. */
@Repository
public class RecoveryCodes {

    private static final String FORGET =
            "delete from identity.recovery_code where customer_id = :customer";

    private static final String INSERT =
            "insert into identity.recovery_code (customer_id, mac) values (:customer, :mac)";

    /** Of two that use a code at the same moment, one finds it used. */
    private static final String USE =
            """
            update identity.recovery_code
            set used_at = :now
            where customer_id = :customer
            and mac = any (:macs)
            and used_at is null
            """;

    private static final String LEFT =
            """
            select count(*)
            from identity.recovery_code
            where customer_id = :customer
            and used_at is null
            """;

    private final JdbcClient sql;
    private final Clock clock;
    private final Keyring keyring;

    RecoveryCodes(JdbcClient sql, Clock clock, Keyring keyring) {
        this.sql = sql;
        this.clock = clock;
        this.keyring = keyring;
    }

    /**
     * Makes new codes in the caller's transaction; the old ones are good for nothing any more.
     *
     * @return the codes as they are shown, this once
     */
    public List<String> renew(UUID customer) {
        forget(customer);
        List<String> codes =
                Stream.generate(RecoveryCode::create)
                        .distinct()
                        .limit(RecoveryCode.HOW_MANY)
                        .toList();
        for (String code : codes) {
            sql.sql(INSERT)
                    .param("customer", customer)
                    .param(
                            "mac",
                            keyring.mac(Keyring.Purpose.VERIFICATION_CODE, message(customer, code)))
                    .update();
        }
        return codes.stream().map(RecoveryCode::shown).toList();
    }

    /** Zero rows is fine: there may be none. */
    public void forget(UUID customer) {
        sql.sql(FORGET).param("customer", customer).update();
    }

    /** Uses a code up; false when it is none, or was used. */
    boolean use(UUID customer, String code) {
        byte[][] macs = keyring.allMacs(Keyring.Purpose.VERIFICATION_CODE, message(customer, code));
        return sql.sql(USE)
                        .param("customer", customer)
                        .param("macs", macs)
                        .param("now", OffsetDateTime.now(clock))
                        .update()
                == 1;
    }

    public int left(UUID customer) {
        return sql.sql(LEFT).param("customer", customer).query(Integer.class).single();
    }

    private static byte[] message(UUID customer, String code) {
        return ("recovery\n" + customer + "\n" + code).getBytes(UTF_8);
    }
}
