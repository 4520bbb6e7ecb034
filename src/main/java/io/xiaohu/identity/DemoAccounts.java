package io.xiaohu.identity;

import io.xiaohu.identity.core.Passwords;
import io.xiaohu.identity.jdbc.Device;
import io.xiaohu.identity.jdbc.JdbcCustomers;
import io.xiaohu.identity.jdbc.JdbcPaymentPins;
import io.xiaohu.identity.jdbc.Sessions;
import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Phone;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
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
    private final Sessions sessions;
    private final Clock clock;

    DemoAccounts(
            JdbcCustomers customers,
            JdbcPaymentPins pins,
            Passwords passwords,
            Sessions sessions,
            Clock clock) {
        this.customers = customers;
        this.sessions = sessions;
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

    /** A customer whose device is signed in: what its cookie holds, and its CSRF token. */
    public record SignedIn(UUID customer, String token, String csrfToken) {}

    /**
     * Opens accounts with one password, hashed once, and signs a device in to each: a measurement
     * of something else need not wait for thousands of slow hashes.
     */
    @Transactional
    public List<SignedIn> openSignedIn(List<Phone> phones, String password) {
        String hash = passwords.hash(password);
        List<SignedIn> all = new ArrayList<>();
        for (Phone phone : phones) {
            UUID id = Ids.next();
            UUID session = Ids.next();
            Customer customer =
                    new Customer(id, phone, "load", Customer.Status.ACTIVE, clock.instant());
            if (!customers.insert(customer, hash, session)) {
                throw new IllegalStateException("a phone has an account already");
            }
            Sessions.Opened opened =
                    sessions.open(session, id, new Device("load", "127.0.0.1", ""));
            all.add(new SignedIn(id, opened.token(), opened.csrfToken()));
        }
        return all;
    }
}
