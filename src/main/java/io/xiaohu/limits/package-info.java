/**
 * Owns the limit policy: how much an account may pay in a day, a year or ever, by its class and by
 * how strongly a payment was confirmed; how much while a cool-down runs; when a payment needs a
 * second factor; the risk rules, and what waits for a review because of them.
 *
 * <p>It hands the ledger allowances and never counts by itself, so that no race can pass a cap. It
 * refuses nothing that moves no money. Requirement C3; the figures are in {@code limits.policy}.
 */
@ApplicationModule(
        displayName = "Limits",
        allowedDependencies = {"kernel", "ledger", "identity", "verification", "staff", "audit"})
@NullMarked
package io.xiaohu.limits;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
