/**
 * Owns how well a customer's name is confirmed: the payment account class (支付账户分类) I, II or III, on
 * which limits depend. An account begins in class I.
 *
 * <p>It refuses to lower a class silently and to raise one without a check. Requirement C3.
 */
@ApplicationModule(
        displayName = "Verification",
        allowedDependencies = {"kernel", "identity", "staff", "notification", "audit"})
@NullMarked
package io.xiaohu.verification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
