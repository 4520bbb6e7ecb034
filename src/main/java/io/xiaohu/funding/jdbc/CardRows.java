package io.xiaohu.funding.jdbc;

import io.xiaohu.funding.BankCard;
import io.xiaohu.funding.core.Bank;
import io.xiaohu.kernel.Keyring;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of bound cards; numbers and names are sealed, each to its row. */
@Repository
public class CardRows {

    private static final String INSERT =
            """
            insert into funding.bank_card (id, customer_id, number, holder, tail, bank, bound_at)
            values (:id, :customer, :number, :holder, :tail, :bank, :at)
            """;

    private static final String LIST =
            """
            select id, bank, tail, bound_at
            from funding.bank_card
            where customer_id = :customer
            and unbound_at is null
            order by bound_at, id
            """;

    private static final String NUMBER =
            """
            select number
            from funding.bank_card
            where id = :id
            and customer_id = :customer
            and unbound_at is null
            """;

    /** The number is not needed any more: a withdrawal under way has its own copy. */
    private static final String UNBIND =
            """
            update funding.bank_card
            set unbound_at = :at, number = '', holder = null
            where id = :id
            and customer_id = :customer
            and unbound_at is null
            """;

    /** Makes bindings of one customer wait for each other until the transaction ends. */
    private static final String LOCK =
            "select pg_advisory_xact_lock(hashtextextended('bank cards of ' || :customer, 0))";

    private final JdbcClient sql;
    private final Keyring keyring;

    CardRows(JdbcClient sql, Keyring keyring) {
        this.sql = sql;
        this.keyring = keyring;
    }

    public void lock(UUID customer) {
        sql.sql(LOCK)
                .param("customer", customer.toString())
                .query((row, n) -> Boolean.TRUE)
                .single();
    }

    public void insert(UUID customer, BankCard card, String number, @Nullable String holder) {
        sql.sql(INSERT)
                .param("id", card.id())
                .param("customer", customer)
                .param("number", sealed(card.id(), number))
                .param("holder", holder == null ? null : sealed(card.id(), holder))
                .param("tail", card.tail())
                .param("bank", card.bank().name())
                .param("at", time(card.boundAt()))
                .update();
    }

    public List<BankCard> list(UUID customer) {
        return sql.sql(LIST).param("customer", customer).query(CardRows::card).list();
    }

    /** The number of one of the customer's cards; empty for anybody else's. */
    public Optional<String> number(UUID customer, UUID id) {
        return sql.sql(NUMBER)
                .param("id", id)
                .param("customer", customer)
                .query((row, n) ->
                        new String(
                                keyring.open(
                                        Keyring.Purpose.PERSONAL_DATA,
                                        row.getBytes("number"),
                                        bytes(id)),
                                StandardCharsets.UTF_8))
                .optional();
    }

    /** False when the customer has no such card. */
    public boolean unbind(UUID customer, UUID id, Instant at) {
        return sql.sql(UNBIND)
                        .param("id", id)
                        .param("customer", customer)
                        .param("at", time(at))
                        .update()
                == 1;
    }

    private byte[] sealed(UUID id, String text) {
        return keyring.seal(
                Keyring.Purpose.PERSONAL_DATA, text.getBytes(StandardCharsets.UTF_8), bytes(id));
    }

    private static BankCard card(ResultSet row, int n) throws SQLException {
        return new BankCard(
                row.getObject("id", UUID.class),
                Bank.valueOf(row.getString("bank")),
                row.getString("tail"),
                row.getObject("bound_at", OffsetDateTime.class).toInstant());
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private static OffsetDateTime time(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
