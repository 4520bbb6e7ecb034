/**
 * Owns the help centre: articles in both languages with every version they had, how one person
 * writes and another publishes them, and the search that finds them by the words people use.
 *
 * <p>It tells only what an article says. Requirement H1.
 */
@ApplicationModule(
        displayName = "Help",
        allowedDependencies = {"kernel", "support", "audit"})
@NullMarked
package io.xiaohu.help;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
