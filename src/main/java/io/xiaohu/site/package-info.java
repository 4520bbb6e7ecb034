/**
 * Owns the official site: home, help, contact, status, verify, policies and feedback, rendered by
 * the server and whole without scripts, in Chinese at the root and in English under {@code /en};
 * and what the status page tells, incidents and planned work.
 *
 * <p>Else it shows what other modules know and decides nothing; nobody uses it. Requirements A1,
 * E3, H1.
 */
@ApplicationModule(
        displayName = "Site",
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
            "help",
            "dispute",
            "feedback"
        })
@NullMarked
package io.xiaohu.site;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
