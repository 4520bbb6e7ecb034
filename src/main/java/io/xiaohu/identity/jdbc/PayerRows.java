package io.xiaohu.identity.jdbc;

import io.xiaohu.identity.CoolDown;
import io.xiaohu.identity.Customer;
import io.xiaohu.kernel.Keyring;
import io.xiaohu.kernel.Phone;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All a payment asks of identity, in one statement. */
@Repository
class PayerRows {

    private static final byte[][] NOBODY = {};

    private static final String READ =
            """
            select p.salt, p.mac, p.wrong, p.locks, p.locked_until,
                c.id, c.phone_sealed, c.display_name, c.status, c.created_at,
                d.id as cool_down_id, d.customer_id, d.cause, d.since, d.until
            from identity.payment_pin p
            left join identity.customer c
                on c.phone_index = any (:phones)
            left join identity.cool_down d
                on d.customer_id = p.customer_id
                and d.until > :now
            where p.customer_id = :payer
            order by d.until, d.id
            """;

    /** A payer who has a PIN. */
    record Payer(StoredPin pin, List<CoolDown> coolDowns, Optional<Customer> payee) {}

    private final JdbcClient sql;
    private final Clock clock;
    private final Keyring keyring;
    private final JdbcCustomers customers;
    private final JdbcCoolDowns coolDowns;

    PayerRows(
            JdbcClient sql,
            Clock clock,
            Keyring keyring,
            JdbcCustomers customers,
            JdbcCoolDowns coolDowns) {
        this.sql = sql;
        this.clock = clock;
        this.keyring = keyring;
        this.customers = customers;
        this.coolDowns = coolDowns;
    }

    /** Empty when the payer has no PIN. */
    Optional<Payer> read(UUID payer, @Nullable Phone payee) {
        return sql.sql(READ)
                .param("payer", payer)
                .param("now", OffsetDateTime.now(clock))
                .param(
                        "phones",
                        payee == null
                                ? NOBODY
                                : keyring.allMacs(Keyring.Purpose.PHONE_INDEX, payee.bytes()))
                .query(this::payer);
    }

    private Optional<Payer> payer(ResultSet rows) throws SQLException {
        if (!rows.next()) {
            return Optional.empty();
        }
        StoredPin pin = StoredPin.of(rows);
        Optional<Customer> payee =
                rows.getString("status") == null
                        ? Optional.empty()
                        : Optional.of(customers.customer(rows, 0));
        List<CoolDown> running = new ArrayList<>();
        do {
            if (rows.getString("cause") != null) {
                running.add(coolDowns.read(rows, "cool_down_id"));
            }
        } while (rows.next());
        return Optional.of(new Payer(pin, running, payee));
    }
}
