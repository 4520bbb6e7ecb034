/**
 * The words every module shares: money, ids, reasons, callers and the things a customer can ask
 * about.
 *
 * <p>It owns no table, reads no clock and knows no framework. What is here must be true for every
 * module; what only two of them need belongs to one of the two.
 */
@ApplicationModule(
        displayName = "Kernel",
        allowedDependencies = {})
@NullMarked
package io.xiaohu.kernel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
