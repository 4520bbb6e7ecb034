package io.xiaohu.payment.core;

import io.xiaohu.identity.Customer;
import io.xiaohu.identity.Customers;
import io.xiaohu.kernel.Masks;
import io.xiaohu.payment.jdbc.MerchantRows;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What somebody is called to the other side of a payment: people masked, merchants in full. */
@Component
public class PayeeNames {

    private final Customers customers;
    private final MerchantRows merchants;

    PayeeNames(Customers customers, MerchantRows merchants) {
        this.customers = customers;
        this.merchants = merchants;
    }

    /** A star when nobody is known. */
    public String shown(@Nullable UUID id) {
        if (id == null) {
            return "*";
        }
        return customers
                .find(id)
                .map(Customer::displayName)
                .map(Masks::name)
                .or(() -> merchants.name(id))
                .orElse("*");
    }
}
