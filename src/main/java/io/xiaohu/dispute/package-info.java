/**
 * Owns disputes: what a customer contests, the sealed evidence, the stages with their clocks, and
 * the decision.
 *
 * <p>The transaction's own record is attached by itself. It refuses what is older than 180 days and
 * a second dispute over the same thing while one is open. A decision moves no money by itself.
 * Requirements G1, G2.
 */
@ApplicationModule(
        displayName = "Dispute",
        allowedDependencies = {
            "kernel",
            "payment",
            "funding",
            "ledger",
            "support",
            "identity",
            "staff",
            "notification",
            "audit"
        })
@NullMarked
package io.xiaohu.dispute;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
