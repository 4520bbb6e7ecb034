/**
 * Owns payments between people. A transfer is one posting of the ledger and has no second record:
 * its id, its memo and its refusal are the ledger's row.
 *
 * <p>It refuses a payment to oneself or to somebody who has no account, asks for the PIN and for a
 * second factor where the policy says so, and lets limits and ledger refuse the rest. Requirements
 * D1, D2.
 */
@ApplicationModule(
        displayName = "Payment",
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
package io.xiaohu.payment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
