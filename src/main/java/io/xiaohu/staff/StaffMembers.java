package io.xiaohu.staff;

import io.xiaohu.kernel.Role;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Finds members of staff. */
public interface StaffMembers {

    Optional<StaffMember> find(UUID id);

    /** Those with at least one of the roles, by name. */
    List<StaffMember> withAnyOf(Set<Role> roles);
}
