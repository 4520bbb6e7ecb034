package io.xiaohu.limits;

import io.xiaohu.identity.CustomerRegistered;
import io.xiaohu.identity.Customers;
import io.xiaohu.limits.jdbc.ReportedPayeeRows;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** Whoever registers a reported phone is known by every code of theirs as well. */
@Component
class PhoneOwners {

    private final Customers customers;
    private final ReportedPayeeRows rows;
    private final RiskInForce inForce;

    PhoneOwners(Customers customers, ReportedPayeeRows rows, RiskInForce inForce) {
        this.customers = customers;
        this.rows = rows;
        this.inForce = inForce;
    }

    @ApplicationModuleListener
    void on(CustomerRegistered event) {
        byte[] phone = customers.get(event.customerId()).phone().bytes();
        if (rows.owned(inForce.hashes(phone), event.customerId())) {
            inForce.changed();
        }
    }
}
