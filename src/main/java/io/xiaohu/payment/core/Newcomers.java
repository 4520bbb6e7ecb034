package io.xiaohu.payment.core;

import io.xiaohu.identity.CustomerRegistered;
import io.xiaohu.identity.Customers;
import io.xiaohu.identity.PhoneChanged;
import io.xiaohu.payment.jdbc.HeldTransfers;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/**
 * Has what waits for the phone of a newcomer, or of an account that changed to it, looked at. It
 * moves no money: an event may be told twice or late, and the sweep asks who owns the phone before
 * anything is decided.
 */
@Component
class Newcomers {

    private final Customers customers;
    private final HeldTransfers rows;

    Newcomers(Customers customers, HeldTransfers rows) {
        this.customers = customers;
        this.rows = rows;
    }

    @ApplicationModuleListener
    void on(CustomerRegistered event) {
        rows.wake(customers.get(event.customerId()).phone());
    }

    @ApplicationModuleListener
    void on(PhoneChanged event) {
        rows.wake(customers.get(event.customerId()).phone());
    }
}
