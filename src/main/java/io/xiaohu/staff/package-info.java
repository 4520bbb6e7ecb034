/**
 * Owns the people who work here: their accounts, roles, sessions and second factors; and what one
 * of them proposes and another approves.
 *
 * <p>Outside demo mode nobody signs in without a second factor. A new member is invited with a link
 * that works once. It refuses to let anyone act without a role for it, or decide what they proposed
 * themselves. Requirement I3.
 */
@ApplicationModule(
        displayName = "Staff",
        allowedDependencies = {"kernel", "notification", "audit"})
@NullMarked
package io.xiaohu.staff;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
