package io.xiaohu.staff;

import java.util.Optional;
import java.util.UUID;

/** Finds members of staff. */
public interface StaffMembers {

    Optional<StaffMember> find(UUID id);
}
