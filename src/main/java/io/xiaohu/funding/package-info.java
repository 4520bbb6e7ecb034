/**
 * Owns money that comes from outside and leaves to it: top-ups, withdrawals, payment channels, and
 * what a channel says that contradicts what it said before.
 *
 * <p>It never guesses an outcome: money stays held until the channel's answer is known. Every step
 * is written before the outside call that follows it, and a job finishes what a crash left
 * half-way. Requirements C1, C2, C4, C5.
 */
@ApplicationModule(
        displayName = "Funding",
        allowedDependencies = {
            "kernel",
            "ledger",
            "limits",
            "identity",
            "staff",
            "notification",
            "audit"
        })
@NullMarked
package io.xiaohu.funding;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
