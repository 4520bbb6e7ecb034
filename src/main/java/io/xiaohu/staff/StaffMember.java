package io.xiaohu.staff;

import io.xiaohu.kernel.Role;
import java.util.Set;
import java.util.UUID;

/** Somebody who works here. */
public record StaffMember(UUID id, String username, String displayName, Set<Role> roles) {}
