/**
 * Owns what the wallet shows that joins modules: the profile with its class, balances, bills,
 * notices, and the feed of live events a customer's devices follow.
 *
 * <p>It moves nothing and decides nothing; nobody uses it.
 */
@ApplicationModule(
        displayName = "Wallet",
        allowedDependencies = {
            "kernel",
            "audit",
            "trust",
            "notification",
            "staff",
            "identity",
            "verification",
            "ledger",
            "limits",
            "funding",
            "payment",
            "support",
            "dispute"
        })
@NullMarked
package io.xiaohu.wallet;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
