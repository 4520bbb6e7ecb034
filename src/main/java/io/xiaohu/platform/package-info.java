/**
 * The ground the modules stand on: starting up, the database and its migrations, durable jobs, and
 * the conventions of the web that hold for every call: problem answers, sessions, CSRF,
 * idempotency, rate limits, headers.
 *
 * <p>Nobody imports it: modules say what they need with types of the kernel, and this module finds
 * them.
 */
@ApplicationModule(displayName = "Platform", allowedDependencies = "kernel")
@NullMarked
package io.xiaohu.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
