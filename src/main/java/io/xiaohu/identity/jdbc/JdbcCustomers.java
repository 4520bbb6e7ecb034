package io.xiaohu.identity.jdbc;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.xiaohu.identity.Customer;
import io.xiaohu.identity.Customers;
import io.xiaohu.kernel.Keyring;
import io.xiaohu.kernel.Phone;
import io.xiaohu.kernel.Tokens;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of customers. */
@Repository
public class JdbcCustomers implements Customers {

    private static final String COLUMNS =
            "select id, phone_sealed, display_name, status, created_at from identity.customer ";

    private static final String FIND = COLUMNS + "where id = :id";

    private static final String FIND_BY_PHONE = COLUMNS + "where phone_index = any (:phones)";

    private static final String FIND_ALL = COLUMNS + "where id = any (:ids)";

    private static final String NAMES =
            "select id, display_name from identity.customer where id = any (:ids)";

    private static final String HAS_PIN =
            "select exists (select from identity.payment_pin where customer_id = :id)";

    private static final String INSERT =
            """
            insert into identity.customer (
                id, phone_index, phone_sealed, display_name, password_hash, status,
                registered_in, created_at)
            values (:id, :index, :sealed, :name, :hash, 'ACTIVE', :session, :at)
            on conflict (phone_index) do nothing
            """;

    private static final String CREDENTIALS =
            """
            select id, password_hash
            from identity.customer
            where phone_index = any (:phones)
            and status <> 'CLOSED'
            """;

    /** Whoever changes the password or the phone goes before or after, and not at the same time. */
    private static final String HOLD_PASSWORD_HASH =
            """
            select password_hash
            from identity.customer
            where id = :id
            and phone_index = any (:phones)
            and status <> 'CLOSED'
            for share
            """;

    private static final String SET_PASSWORD =
            """
            update identity.customer
            set password_hash = :hash, password_changed_at = :at
            where id = :id
            """;

    private static final String PASSWORD_HASH =
            "select password_hash from identity.customer where id = :id";

    private static final String PASSWORD_SET_AT =
            """
            select coalesce(password_changed_at, created_at) as at
            from identity.customer
            where id = :id
            """;

    private static final String CHANGE_PHONE =
            """
            update identity.customer
            set phone_index = :index, phone_sealed = :sealed, phone_changed_at = :at
            where id = :id
            and not exists (
                select from identity.customer where phone_index = any (:phones))
            """;

    /** Under what nobody finds: whoever has the phone may register anew. */
    private static final String FREE_PHONE =
            """
            update identity.customer
            set phone_index = :index
            where id = :id
            and status = 'CLOSED'
            """;

    private static final String PHONE_CHANGED_AT =
            "select phone_changed_at from identity.customer where id = :id";

    private static final String REGISTERED_IN =
            "select registered_in from identity.customer where id = :id";

    /** A customer's id with the hash of the password. */
    public record Credentials(UUID id, String passwordHash) {}

    /** What people are called hardly ever changes, and is asked for with each page of bills. */
    private final Cache<UUID, String> names =
            Caffeine.newBuilder()
                    .maximumSize(100_000)
                    .expireAfterWrite(Duration.ofMinutes(1))
                    .build();

    private final JdbcClient sql;
    private final Keyring keyring;

    JdbcCustomers(JdbcClient sql, Keyring keyring) {
        this.sql = sql;
        this.keyring = keyring;
    }

    /** Gives the phone of a closed account back. */
    public void freePhone(UUID id) {
        int rows =
                sql.sql(FREE_PHONE)
                        .param("id", id)
                        .param("index", Tokens.hash(Tokens.create()))
                        .update();
        if (rows != 1) {
            throw new IllegalStateException("not closed: " + id);
        }
    }

    @Override
    public Optional<Customer> find(UUID id) {
        return sql.sql(FIND).param("id", id).query(this::customer).optional();
    }

    @Override
    public Map<UUID, Customer> findAll(Collection<UUID> ids) {
        Map<UUID, Customer> found = HashMap.newHashMap(ids.size());
        sql.sql(FIND_ALL)
                .param("ids", ids.toArray(UUID[]::new))
                .query(this::customer)
                .list()
                .forEach(customer -> found.put(customer.id(), customer));
        return found;
    }

    @Override
    public Optional<Customer> findByPhone(Phone phone) {
        return sql.sql(FIND_BY_PHONE)
                .param("phones", keyring.allMacs(Keyring.Purpose.PHONE_INDEX, phone.bytes()))
                .query(this::customer)
                .optional();
    }

    @Override
    public Map<UUID, String> names(Collection<UUID> ids) {
        return names.getAll(ids, this::readNames);
    }

    private Map<UUID, String> readNames(Set<? extends UUID> ids) {
        Map<UUID, String> found = HashMap.newHashMap(ids.size());
        sql.sql(NAMES)
                .param("ids", ids.toArray(UUID[]::new))
                .query(row -> {
                    found.put(row.getObject("id", UUID.class), row.getString("display_name"));
                });
        return found;
    }

    @Override
    public boolean hasPaymentPin(UUID id) {
        return sql.sql(HAS_PIN).param("id", id).query(Boolean.class).single();
    }

    /**
     * @return false when the phone has an account already
     */
    public boolean insert(Customer customer, String passwordHash, UUID session) {
        return sql.sql(INSERT)
                        .param("id", customer.id())
                        .param("index", index(customer.phone()))
                        .param("sealed", seal(customer.id(), customer.phone()))
                        .param("name", customer.displayName())
                        .param("hash", passwordHash)
                        .param("session", session)
                        .param("at", customer.createdAt().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    public Optional<Credentials> credentials(Phone phone) {
        return sql.sql(CREDENTIALS)
                .param("phones", keyring.allMacs(Keyring.Purpose.PHONE_INDEX, phone.bytes()))
                .query((row, n) ->
                        new Credentials(
                                row.getObject("id", UUID.class), row.getString("password_hash")))
                .optional();
    }

    /**
     * The hash of the password in use, which like the phone stays what it is until the caller's
     * transaction ends; empty when the phone is not this customer's any more.
     */
    public Optional<String> holdPasswordHash(UUID id, Phone phone) {
        return sql.sql(HOLD_PASSWORD_HASH)
                .param("id", id)
                .param("phones", keyring.allMacs(Keyring.Purpose.PHONE_INDEX, phone.bytes()))
                .query(String.class)
                .optional();
    }

    /** Sets another password; {@link FormerPasswords} calls it and keeps the one before. */
    void setPassword(UUID id, String hash, OffsetDateTime at) {
        int rows =
                sql.sql(SET_PASSWORD).param("id", id).param("hash", hash).param("at", at).update();
        if (rows != 1) {
            throw new IllegalStateException("no customer " + id);
        }
    }

    /** The hash of the password in use, for one who is signed in. */
    public String passwordHash(UUID id) {
        return sql.sql(PASSWORD_HASH).param("id", id).query(String.class).single();
    }

    @Override
    public Instant passwordSetAt(UUID id) {
        return sql.sql(PASSWORD_SET_AT)
                .param("id", id)
                .query((row, n) -> row.getObject("at", OffsetDateTime.class).toInstant())
                .single();
    }

    /** The session the customer registered in, which may set the first PIN. */
    public UUID registeredIn(UUID id) {
        return sql.sql(REGISTERED_IN)
                .param("id", id)
                .query((row, n) -> row.getObject("registered_in", UUID.class))
                .single();
    }

    /**
     * Gives a customer another phone.
     *
     * @return false when the phone has an account already
     * @throws org.springframework.dao.DuplicateKeyException when another call gave it away
     *     meanwhile
     */
    public boolean changePhone(UUID id, Phone phone, OffsetDateTime at) {
        return sql.sql(CHANGE_PHONE)
                        .param("id", id)
                        .param("index", index(phone))
                        .param("sealed", seal(id, phone))
                        .param("at", at)
                        .param(
                                "phones",
                                keyring.allMacs(Keyring.Purpose.PHONE_INDEX, phone.bytes()))
                        .update()
                == 1;
    }

    /** When the phone was last changed; empty while it is the one registered with. */
    public Optional<Instant> phoneChangedAt(UUID id) {
        return sql.sql(PHONE_CHANGED_AT)
                .param("id", id)
                .query((row, n) -> row.getObject("phone_changed_at", OffsetDateTime.class))
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    /** The keyed hash a phone is found by. */
    public byte[] index(Phone phone) {
        return keyring.mac(Keyring.Purpose.PHONE_INDEX, phone.bytes());
    }

    /** The same as text, to count by; tells nothing of the number. */
    public String key(Phone phone) {
        return HexFormat.of().formatHex(Arrays.copyOf(index(phone), 17));
    }

    private byte[] seal(UUID id, Phone phone) {
        return keyring.seal(Keyring.Purpose.PERSONAL_DATA, phone.bytes(), context(id));
    }

    Customer customer(ResultSet row, int n) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        byte[] phone =
                keyring.open(
                        Keyring.Purpose.PERSONAL_DATA, row.getBytes("phone_sealed"), context(id));
        return new Customer(
                id,
                new Phone(new String(phone, StandardCharsets.UTF_8)),
                row.getString("display_name"),
                Customer.Status.valueOf(row.getString("status")),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    private static byte[] context(UUID id) {
        return id.toString().getBytes(StandardCharsets.UTF_8);
    }
}
