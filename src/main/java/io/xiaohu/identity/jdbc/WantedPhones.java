package io.xiaohu.identity.jdbc;

import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Keyring;
import io.xiaohu.kernel.Keyring.Purpose;
import io.xiaohu.kernel.Phone;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Numbers that were shown to be in somebody's hands, and those staff entered for customers. */
@Repository
public class WantedPhones {

    private static final Duration PROVED_FOR = Duration.ofDays(1);

    private static final String PROVE =
            """
            insert into identity.proved_phone (id, phone_index, proved_at, expires_at)
            values (:id, :phone, :now, :expires)
            """;

    private static final String IS_PROVED =
            """
            select exists (
                select
                from identity.proved_phone
                where phone_index = any (:phones)
                and expires_at > :now)
            """;

    private static final String ENTER =
            """
            insert into identity.wanted_phone (
                id, customer_id, phone_sealed, entered_by, entered_at)
            values (:id, :customer, :sealed, :staff, :now)
            """;

    private static final String ENTERED =
            """
            select id, phone_sealed
            from identity.wanted_phone
            where customer_id = :customer
            and entered_at <= :at
            order by entered_at desc, id desc
            limit 1
            """;

    private final JdbcClient sql;
    private final Keyring keyring;
    private final JdbcCustomers customers;
    private final Clock clock;

    WantedPhones(JdbcClient sql, Keyring keyring, JdbcCustomers customers, Clock clock) {
        this.sql = sql;
        this.keyring = keyring;
        this.customers = customers;
        this.clock = clock;
    }

    public void prove(Phone phone) {
        OffsetDateTime now = OffsetDateTime.now(clock);
        sql.sql(PROVE)
                .param("id", Ids.next())
                .param("phone", customers.index(phone))
                .param("now", now)
                .param("expires", now.plus(PROVED_FOR))
                .update();
    }

    public boolean isProved(Phone phone) {
        return sql.sql(IS_PROVED)
                .param("phones", keyring.allMacs(Purpose.PHONE_INDEX, phone.bytes()))
                .param("now", OffsetDateTime.now(clock))
                .query(Boolean.class)
                .single();
    }

    public void enter(UUID customer, Phone phone, UUID staff) {
        UUID id = Ids.next();
        sql.sql(ENTER)
                .param("id", id)
                .param("customer", customer)
                .param("sealed", keyring.seal(Purpose.PERSONAL_DATA, phone.bytes(), context(id)))
                .param("staff", staff)
                .param("now", OffsetDateTime.now(clock))
                .update();
    }

    /** The latest one entered up to a moment. */
    public Optional<Phone> entered(UUID customer, Instant upTo) {
        return sql.sql(ENTERED)
                .param("customer", customer)
                .param("at", upTo.atOffset(ZoneOffset.UTC))
                .query((row, n) ->
                        keyring.open(
                                Purpose.PERSONAL_DATA,
                                row.getBytes("phone_sealed"),
                                context(row.getObject("id", UUID.class))))
                .optional()
                .map(bytes -> new Phone(new String(bytes, StandardCharsets.UTF_8)));
    }

    private static byte[] context(UUID id) {
        return ("wanted phone " + id).getBytes(StandardCharsets.UTF_8);
    }
}
