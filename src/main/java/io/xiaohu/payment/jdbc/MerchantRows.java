package io.xiaohu.payment.jdbc;

import io.xiaohu.kernel.Asset;
import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Keyring;
import io.xiaohu.kernel.Money;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Merchants with their secrets, the nonces of their calls and what they refunded. */
@Repository
public class MerchantRows {

    /** Longer than a signed request is good for, on either side of its time. */
    private static final Duration NONCES_KEPT = Duration.ofMinutes(30);

    private static final String INSERT =
            """
            insert into payment.merchant (id, name, secret, created_at)
            values (:id, :name, :secret, :now)
            """;

    private static final String NAME = "select name from payment.merchant where id = :id";

    private static final String SECRET = "select secret from payment.merchant where id = :id";

    private static final String USE_NONCE =
            """
            insert into payment.merchant_nonce (merchant_id, nonce, at)
            values (:merchant, :nonce, :now)
            on conflict do nothing
            """;

    private static final String FORGET_NONCES =
            "delete from payment.merchant_nonce where at < :before";

    private static final String INSERT_REFUND =
            """
            insert into payment.refund (order_id, refund_number, amount, posting_id, at)
            values (:order, :number, :amount, :posting, :at)
            on conflict do nothing
            """;

    private static final String REFUNDS =
            """
            select refund_number, amount, at
            from payment.refund
            where order_id = :order
            order by at, refund_number
            """;

    /** What a merchant gave back of an order. */
    public record Refund(String refundNumber, Money amount, Instant at) {}

    private final JdbcClient sql;
    private final Keyring keyring;
    private final Clock clock;

    MerchantRows(JdbcClient sql, Keyring keyring, Clock clock) {
        this.sql = sql;
        this.keyring = keyring;
        this.clock = clock;
    }

    /** A new merchant's id; empty when there is one of this name. */
    public Optional<UUID> insert(String name, String secret) {
        UUID id = Ids.next();
        try {
            sql.sql(INSERT)
                    .param("id", id)
                    .param("name", name)
                    .param(
                            "secret",
                            keyring.seal(
                                    Keyring.Purpose.PERSONAL_DATA,
                                    secret.getBytes(StandardCharsets.UTF_8),
                                    context(id)))
                    .param("now", OffsetDateTime.now(clock))
                    .update();
            return Optional.of(id);
        } catch (DuplicateKeyException taken) {
            return Optional.empty();
        }
    }

    public Optional<String> name(UUID id) {
        return sql.sql(NAME).param("id", id).query(String.class).optional();
    }

    /** What its requests are signed with; empty when there is no such merchant. */
    public Optional<byte[]> secret(UUID id) {
        return sql.sql(SECRET)
                .param("id", id)
                .query((row, n) ->
                        keyring.open(
                                Keyring.Purpose.PERSONAL_DATA, row.getBytes("secret"), context(id)))
                .optional();
    }

    /** Takes a nonce; false when it was taken before. */
    public boolean useNonce(UUID merchant, String nonce) {
        return sql.sql(USE_NONCE)
                        .param("merchant", merchant)
                        .param("nonce", nonce)
                        .param("now", OffsetDateTime.now(clock))
                        .update()
                == 1;
    }

    public void forgetOldNonces() {
        sql.sql(FORGET_NONCES)
                .param("before", OffsetDateTime.now(clock).minus(NONCES_KEPT))
                .update();
    }

    /** Notes a refund after its posting; a repeat changes nothing. */
    public void note(UUID order, Refund refund, UUID posting) {
        sql.sql(INSERT_REFUND)
                .param("order", order)
                .param("number", refund.refundNumber())
                .param("amount", refund.amount().minor())
                .param("posting", posting)
                .param("at", refund.at().atOffset(ZoneOffset.UTC))
                .update();
    }

    public List<Refund> refunds(UUID order, Asset asset) {
        return sql.sql(REFUNDS)
                .param("order", order)
                .query((row, n) ->
                        new Refund(
                                row.getString("refund_number"),
                                new Money(row.getLong("amount"), asset),
                                row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }

    private static byte[] context(UUID merchant) {
        return ("merchant " + merchant).getBytes(StandardCharsets.UTF_8);
    }
}
