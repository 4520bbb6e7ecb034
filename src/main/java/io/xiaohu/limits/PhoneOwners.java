package io.xiaohu.limits;

import io.xiaohu.identity.CustomerRegistered;
import io.xiaohu.identity.Customers;
import io.xiaohu.identity.PhoneChanged;
import io.xiaohu.limits.jdbc.ReportedPayeeRows;
import java.util.UUID;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** Whoever comes to have a reported phone is known by every code of theirs as well. */
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
        note(event.customerId());
    }

    @ApplicationModuleListener
    void on(PhoneChanged event) {
        note(event.customerId());
    }

    private void note(UUID customer) {
        byte[] phone = customers.get(customer).phone().bytes();
        if (rows.owned(inForce.hashes(phone), customer)) {
            inForce.changed();
        }
    }
}
