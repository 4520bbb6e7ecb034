package io.xiaohu.identity;

import io.xiaohu.identity.core.Passwords;
import io.xiaohu.identity.jdbc.JdbcCustomers;
import io.xiaohu.identity.jdbc.JdbcPaymentPins;
import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Phone;
import java.time.Clock;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Opens accounts without a code, for a demo's own people. It exists in demo mode only. */
@Service
@Profile("demo")
public class DemoAccounts {

    private final JdbcCustomers customers;
    private final JdbcPaymentPins pins;
    private final Passwords passwords;
    private final Clock clock;

    DemoAccounts(JdbcCustomers customers, JdbcPaymentPins pins, Passwords passwords, Clock clock) {
        this.customers = customers;
        this.pins = pins;
        this.passwords = passwords;
        this.clock = clock;
    }

    /** Opens the account, or gives the one that a start before, or another server, has opened. */
    @Transactional
    public Customer open(Phone phone, String name, String password, String pin) {
        Customer customer =
                new Customer(Ids.next(), phone, name, Customer.Status.ACTIVE, clock.instant());
        if (!customers.insert(customer, passwords.hash(password), Ids.next())) {
            return customers.findByPhone(phone).orElseThrow();
        }
        pins.set(customer.id(), pin);
        return customer;
    }
}
