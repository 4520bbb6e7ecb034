package io.xiaohu.identity.jdbc;

import io.xiaohu.identity.core.PhraseList;
import io.xiaohu.kernel.Keyring;
import io.xiaohu.kernel.Phone;
import io.xiaohu.notification.AntiPhishingPhrases;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Customers' anti-phishing phrases, sealed, and filled up so that their length tells nothing. */
@Repository
public class PhraseRows implements AntiPhishingPhrases {

    private static final String FIND =
            """
            select customer_id, sealed
            from identity.phrase
            where customer_id = :customer
            """;

    private static final String FIND_BY_PHONE =
            """
            select p.customer_id, p.sealed
            from identity.customer c
            join identity.phrase p on p.customer_id = c.id
            where c.phone_index = any (:phones)
            and c.status <> 'CLOSED'
            """;

    private static final String SET =
            """
            insert into identity.phrase (customer_id, sealed, chosen_at)
            values (:customer, :sealed, :now)
            on conflict (customer_id)
            do update set sealed = excluded.sealed, chosen_at = excluded.chosen_at
            """;

    private final JdbcClient sql;
    private final Clock clock;
    private final Keyring keyring;

    PhraseRows(JdbcClient sql, Clock clock, Keyring keyring) {
        this.sql = sql;
        this.clock = clock;
        this.keyring = keyring;
    }

    public Optional<String> of(UUID customer) {
        return sql.sql(FIND).param("customer", customer).query(this::open).optional();
    }

    @Override
    public Optional<String> of(Phone phone) {
        return sql.sql(FIND_BY_PHONE)
                .param("phones", keyring.allMacs(Keyring.Purpose.PHONE_INDEX, phone.bytes()))
                .query(this::open)
                .optional();
    }

    public void set(UUID customer, String phrase) {
        byte[] filled =
                Arrays.copyOf(phrase.getBytes(StandardCharsets.UTF_8), PhraseList.LONGEST_BYTES);
        sql.sql(SET)
                .param("customer", customer)
                .param(
                        "sealed",
                        keyring.seal(Keyring.Purpose.PERSONAL_DATA, filled, context(customer)))
                .param("now", OffsetDateTime.now(clock))
                .update();
    }

    private String open(ResultSet row, int n) throws SQLException {
        UUID customer = row.getObject("customer_id", UUID.class);
        byte[] filled =
                keyring.open(
                        Keyring.Purpose.PERSONAL_DATA, row.getBytes("sealed"), context(customer));
        return new String(filled, StandardCharsets.UTF_8).replace("\0", "");
    }

    private static byte[] context(UUID customer) {
        return ("phrase " + customer).getBytes(StandardCharsets.UTF_8);
    }
}
