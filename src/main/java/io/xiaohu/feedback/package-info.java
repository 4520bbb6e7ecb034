/**
 * Owns what people think of us: feedback, where it stands and what was answered. Each piece is read
 * by somebody, and its writer can follow it. Requirements F1, F2.
 */
@ApplicationModule(
        displayName = "Feedback",
        allowedDependencies = {"kernel", "audit", "identity", "support", "staff", "notification"})
@NullMarked
package io.xiaohu.feedback;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
