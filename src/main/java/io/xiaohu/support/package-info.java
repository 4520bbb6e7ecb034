/**
 * Owns conversations between customers and the people who help them, the files in them, and when
 * somebody answers.
 *
 * <p>No line is lost or shown twice: lines are numbered per conversation, and a line sent twice is
 * one line. One agent answers. It knows no money module: what a customer asks about describes
 * itself. Requirements A2, A5, B4.
 */
@ApplicationModule(
        displayName = "Support",
        allowedDependencies = {"kernel", "identity", "staff", "notification", "trust", "audit"})
@NullMarked
package io.xiaohu.support;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
