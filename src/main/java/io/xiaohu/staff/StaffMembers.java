package io.xiaohu.staff;

import io.xiaohu.kernel.Role;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Finds members of staff. */
public interface StaffMembers {

    Optional<StaffMember> find(UUID id);

    /** Those with at least one of the roles, by name. */
    List<StaffMember> withAnyOf(Set<Role> roles);

    /** How many people with one of these roles were at the desk after a moment. */
    int present(Collection<Role> roles, Instant since);
}
