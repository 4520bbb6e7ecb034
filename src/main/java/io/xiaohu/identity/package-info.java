/**
 * Owns customers and how they prove who they are: phone, password, codes, sessions, payment PIN,
 * step-up, lockout, freezing, cool-downs, and the list of what happened to an account's safety.
 *
 * <p>It never says whether a phone is registered to anybody but the phone's owner, keeps no secret
 * it could tell, and counts a wrong guess before it answers. Requirements B1–B4, E1–E4.
 */
@ApplicationModule(
        displayName = "Identity",
        allowedDependencies = {"kernel", "ledger", "notification", "staff", "audit"})
@NullMarked
package io.xiaohu.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
