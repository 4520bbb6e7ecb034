/**
 * Owns which contacts are really ours, and checks whether a link, a number, an account or a text
 * is. It never calls an official contact an impostor and never logs what it was asked. Requirement
 * E3.
 */
@ApplicationModule(
        displayName = "Trust",
        allowedDependencies = {"kernel", "audit"})
@NullMarked
package io.xiaohu.trust;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
