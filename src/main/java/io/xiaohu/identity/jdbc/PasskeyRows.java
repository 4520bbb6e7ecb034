package io.xiaohu.identity.jdbc;

import io.xiaohu.kernel.Ids;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of passkeys, and the random handles authenticators know customers by. */
@Repository
public class PasskeyRows {

    private static final int HANDLE_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private static final String MAKE_HANDLE =
            """
            insert into identity.passkey_user (customer_id, handle)
            values (:customer, :handle)
            on conflict (customer_id) do nothing
            """;

    private static final String HANDLE =
            "select handle from identity.passkey_user where customer_id = :customer";

    private static final String CUSTOMER =
            "select customer_id from identity.passkey_user where handle = :handle";

    private static final String HOLD_CUSTOMER =
            "select id from identity.customer where id = :customer for no key update";

    private static final String COLUMNS =
            """
            select p.id, p.customer_id, p.credential_id, p.public_key, p.attestation, p.sign_count,
                p.transports, p.backup_eligible, p.backed_up, p.label, p.created_at, p.used_at,
                u.handle
            from identity.passkey p
            join identity.passkey_user u on u.customer_id = p.customer_id
            """;

    private static final String OF_CUSTOMER =
            COLUMNS
                    + """
                    where p.customer_id = :customer
                    order by p.created_at, p.id
                    """;

    private static final String HOLD =
            COLUMNS
                    + """
                    where p.credential_id = :credential
                    for no key update of p
                    """;

    private static final String HAS_ANY =
            "select exists (select from identity.passkey where customer_id = :customer)";

    private static final String INSERT =
            """
            insert into identity.passkey (
                id, customer_id, credential_id, public_key, attestation, sign_count, transports,
                backup_eligible, backed_up, label, created_at)
            values (
                :id, :customer, :credential, :key, :attestation, :count, :transports,
                :backupEligible, :backedUp, :label, :now)
            on conflict (credential_id) do nothing
            """;

    /** Zero rows: it counted more already, so there are two of it. */
    private static final String USED =
            """
            update identity.passkey
            set sign_count = :count, used_at = :now
            where credential_id = :credential
            and (sign_count < :count or (sign_count = 0 and :count = 0))
            """;

    private static final String REMOVE =
            """
            delete from identity.passkey
            where id = :id
            and customer_id = :customer
            """;

    /** What an authenticator told when it was added. */
    public record New(
            UUID customer,
            byte[] credentialId,
            byte[] publicKey,
            byte[] attestation,
            long signCount,
            List<String> transports,
            boolean backupEligible,
            boolean backedUp,
            String label) {}

    /** A passkey as it is kept. */
    public record Kept(
            UUID id, byte[] handle, New facts, Instant createdAt, @Nullable Instant usedAt) {

        public UUID customer() {
            return facts.customer();
        }
    }

    private final JdbcClient sql;
    private final Clock clock;

    PasskeyRows(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** The customer's handle, made when first asked for. */
    public byte[] handle(UUID customer) {
        byte[] handle = new byte[HANDLE_BYTES];
        RANDOM.nextBytes(handle);
        sql.sql(MAKE_HANDLE).param("customer", customer).param("handle", handle).update();
        return sql.sql(HANDLE)
                .param("customer", customer)
                .query((row, n) -> row.getBytes("handle"))
                .single();
    }

    public Optional<UUID> customer(byte[] handle) {
        return sql.sql(CUSTOMER).param("handle", handle).query(UUID.class).optional();
    }

    /** Makes others who would add a passkey of this customer wait, until the transaction ends. */
    public void holdCustomer(UUID customer) {
        sql.sql(HOLD_CUSTOMER).param("customer", customer).query(UUID.class).single();
    }

    /** The oldest first. */
    public List<Kept> of(UUID customer) {
        return sql.sql(OF_CUSTOMER).param("customer", customer).query(PasskeyRows::kept).list();
    }

    public boolean hasAny(UUID customer) {
        return sql.sql(HAS_ANY).param("customer", customer).query(Boolean.class).single();
    }

    /** Reads and locks one, in the caller's transaction. */
    public Optional<Kept> hold(byte[] credentialId) {
        return sql.sql(HOLD).param("credential", credentialId).query(PasskeyRows::kept).optional();
    }

    /** False when its credential is known already, whosever it is. */
    public boolean insert(New passkey) {
        return sql.sql(INSERT)
                        .param("id", Ids.next())
                        .param("customer", passkey.customer())
                        .param("credential", passkey.credentialId())
                        .param("key", passkey.publicKey())
                        .param("attestation", passkey.attestation())
                        .param("count", passkey.signCount())
                        .param("transports", String.join(",", passkey.transports()))
                        .param("backupEligible", passkey.backupEligible())
                        .param("backedUp", passkey.backedUp())
                        .param("label", passkey.label())
                        .param("now", OffsetDateTime.now(clock))
                        .update()
                == 1;
    }

    /** Notes a use; false when the count does not go on from the last one. */
    public boolean used(byte[] credentialId, long signCount) {
        return sql.sql(USED)
                        .param("credential", credentialId)
                        .param("count", signCount)
                        .param("now", OffsetDateTime.now(clock))
                        .update()
                == 1;
    }

    /** False when it is not this customer's, or gone. */
    public boolean remove(UUID id, UUID customer) {
        return sql.sql(REMOVE).param("id", id).param("customer", customer).update() == 1;
    }

    private static Kept kept(ResultSet row, int n) throws SQLException {
        String transports = row.getString("transports");
        OffsetDateTime usedAt = row.getObject("used_at", OffsetDateTime.class);
        return new Kept(
                row.getObject("id", UUID.class),
                row.getBytes("handle"),
                new New(
                        row.getObject("customer_id", UUID.class),
                        row.getBytes("credential_id"),
                        row.getBytes("public_key"),
                        row.getBytes("attestation"),
                        row.getLong("sign_count"),
                        transports.isEmpty() ? List.of() : List.of(transports.split(",")),
                        row.getBoolean("backup_eligible"),
                        row.getBoolean("backed_up"),
                        row.getString("label")),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                usedAt == null ? null : usedAt.toInstant());
    }
}
