package io.xiaohu.payment.core;

import io.xiaohu.identity.Customers;
import io.xiaohu.kernel.Masks;
import io.xiaohu.payment.jdbc.MerchantRows;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
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
        return id == null ? "*" : shown(Set.of(id)).getOrDefault(id, "*");
    }

    /** The same for many, by their ids. */
    public Map<UUID, String> shown(Set<UUID> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        Map<UUID, String> people = customers.names(ids);
        Map<UUID, String> shown = HashMap.newHashMap(ids.size());
        for (UUID id : ids) {
            String name = people.get(id);
            shown.put(id, name != null ? Masks.name(name) : merchants.name(id).orElse("*"));
        }
        return shown;
    }
}
