/**
 * Owns what staff see that joins modules: the customer beside the conversation, with money and
 * safety timelines.
 *
 * <p>Every look at a customer is recorded. It decides nothing; nobody uses it.
 */
@ApplicationModule(
        displayName = "Desk",
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
package io.xiaohu.desk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
