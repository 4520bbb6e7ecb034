/**
 * Owns payments: between people and to merchants. A transfer or a payment is one posting of the
 * ledger and has no second record. Rows here say only who is waited for: for the owner of a phone
 * to register, or for somebody to pay what was asked, each of which ends once.
 *
 * <p>It refuses a payment to oneself, asks for the PIN and for a second factor where the policy
 * says so, lets limits and ledger refuse the rest, and tells a merchant nothing about a buyer.
 * Requirements D1, D2.
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
