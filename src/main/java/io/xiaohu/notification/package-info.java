/**
 * Owns what goes out to people: text messages with the trace of their way, and notices inside the
 * wallet.
 *
 * <p>A text is stored sealed, sent by a durable job and erased once sent. A step of its trace
 * exists only when the provider reported it. It refuses to log what a text says or whom it goes to.
 * Requirement B3.
 */
@ApplicationModule(
        displayName = "Notification",
        allowedDependencies = {"kernel", "trust", "audit"})
@NullMarked
package io.xiaohu.notification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
