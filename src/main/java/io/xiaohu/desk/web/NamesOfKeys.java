package io.xiaohu.desk.web;

import io.xiaohu.identity.Customers;
import io.xiaohu.kernel.Masks;
import io.xiaohu.staff.StaffMember;
import io.xiaohu.staff.StaffMembers;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Names for keys such as {@code staff:…} and {@code customer:…}; a customer's is masked. */
@Component
class NamesOfKeys {

    private final StaffMembers staff;
    private final Customers customers;

    NamesOfKeys(StaffMembers staff, Customers customers) {
        this.staff = staff;
        this.customers = customers;
    }

    /** Null for a key of something that has no name, or of nobody. */
    @Nullable String of(String key) {
        String[] parts = key.split(":", 2);
        if (parts.length < 2) {
            return null;
        }
        try {
            UUID id = UUID.fromString(parts[1]);
            return (switch (parts[0]) {
                        case "staff" -> staff.find(id).map(StaffMember::displayName);
                        case "customer" ->
                                customers.find(id).map(found -> Masks.name(found.displayName()));
                        default -> Optional.<String>empty();
                    })
                    .orElse(null);
        } catch (IllegalArgumentException noId) {
            return null;
        }
    }
}
