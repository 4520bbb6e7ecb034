package io.xiaohu.verification.jdbc;

import io.xiaohu.kernel.Keyring;
import io.xiaohu.verification.core.IdentityNumber;
import io.xiaohu.verification.core.RealName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who customers say to be, sealed; found again by a keyed hash of the number alone. */
@Repository
public class PersonRows {

    private static final String LOCK =
            """
            select pg_advisory_xact_lock(:key)
            """;

    private static final String SAY =
            """
            insert into verification.person (customer_id, name, number, number_index, said_at)
            values (:customer, :name, :number, :index, :now)
            on conflict (customer_id)
            do update set
                name = excluded.name,
                number = excluded.number,
                number_index = excluded.number_index,
                said_at = excluded.said_at
            """;

    private static final String CONFIRM =
            """
            update verification.person
            set confirmed_at = :now
            where customer_id = :customer
            and confirmed_at is null
            """;

    private static final String FIND =
            """
            select name, number, said_at, confirmed_at is not null as confirmed
            from verification.person
            where customer_id = :customer
            """;

    private static final String CONFIRMED_AS =
            """
            select customer_id
            from verification.person
            where number_index = any (:indexes)
            and confirmed_at is not null
            """;

    /**
     * Somebody, as said or as confirmed.
     *
     * @param saidAt when the customer said so
     */
    public record Person(RealName name, IdentityNumber number, boolean confirmed, Instant saidAt) {

        public boolean isSameAs(RealName otherName, IdentityNumber otherNumber) {
            return name.equals(otherName) && number.equals(otherNumber);
        }
    }

    private final JdbcClient sql;
    private final Keyring keyring;
    private final Clock clock;

    PersonRows(JdbcClient sql, Keyring keyring, Clock clock) {
        this.sql = sql;
        this.keyring = keyring;
        this.clock = clock;
    }

    /** Lets one at a time change what is known of a customer, to the end of the transaction. */
    public void lock(UUID customer) {
        lock(customer.getMostSignificantBits() ^ customer.getLeastSignificantBits());
    }

    /** The same for a real person, whose accounts are about to be counted. */
    public void lock(IdentityNumber number) {
        lock(
                ByteBuffer.wrap(keyring.mac(Keyring.Purpose.PHONE_INDEX, indexed(number)), 1, 8)
                        .getLong());
    }

    /** Keeps what a customer says who is not confirmed yet, in place of what was said before. */
    public void say(UUID customer, RealName name, IdentityNumber number) {
        sql.sql(SAY)
                .param("customer", customer)
                .param("name", seal(customer, name.value()))
                .param("number", seal(customer, number.value()))
                .param("index", keyring.mac(Keyring.Purpose.PHONE_INDEX, indexed(number)))
                .param("now", OffsetDateTime.now(clock))
                .update();
    }

    /** Zero rows is fine: a check done again finds the person confirmed. */
    public void confirm(UUID customer) {
        sql.sql(CONFIRM)
                .param("customer", customer)
                .param("now", OffsetDateTime.now(clock))
                .update();
    }

    public Optional<Person> find(UUID customer) {
        return sql.sql(FIND)
                .param("customer", customer)
                .query((row, n) ->
                        new Person(
                                new RealName(open(customer, row.getBytes("name"))),
                                new IdentityNumber(open(customer, row.getBytes("number"))),
                                row.getBoolean("confirmed"),
                                row.getObject("said_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    /** The accounts of the one real person with this number. */
    public List<UUID> confirmedAs(IdentityNumber number) {
        return sql.sql(CONFIRMED_AS)
                .param("indexes", keyring.allMacs(Keyring.Purpose.PHONE_INDEX, indexed(number)))
                .query((row, n) -> row.getObject("customer_id", UUID.class))
                .list();
    }

    private void lock(long key) {
        sql.sql(LOCK).param("key", key).query((row, n) -> 0).single();
    }

    private byte[] seal(UUID customer, String text) {
        return keyring.seal(
                Keyring.Purpose.PERSONAL_DATA,
                text.getBytes(StandardCharsets.UTF_8),
                context(customer));
    }

    private String open(UUID customer, byte[] sealed) {
        byte[] plain = keyring.open(Keyring.Purpose.PERSONAL_DATA, sealed, context(customer));
        return new String(plain, StandardCharsets.UTF_8);
    }

    private static byte[] context(UUID customer) {
        return ("person:" + customer).getBytes(StandardCharsets.UTF_8);
    }

    /** No phone looks like this, so the index of phones and that of people never meet. */
    private static byte[] indexed(IdentityNumber number) {
        return ("identity-number:" + number.value()).getBytes(StandardCharsets.UTF_8);
    }
}
