/**
 * Owns the audit trail: who did what to whom, and why. Lines are only added; each carries the hash
 * of the one before, so a changed or missing line is found. It refuses to forget. Requirement I3.
 */
@ApplicationModule(displayName = "Audit", allowedDependencies = "kernel")
@NullMarked
package io.xiaohu.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
