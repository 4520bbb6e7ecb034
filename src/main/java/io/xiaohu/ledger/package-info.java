/**
 * Owns every balance: accounts, postings and refusals, entries, holds and allowances. Money moves
 * here and nowhere else, in exact minor units, by postings that sum to zero.
 *
 * <p>It refuses what would break a floor, a cap or a freeze, answers the same id twice with the
 * first result, and refuses to run inside a caller's transaction. It knows neither people nor
 * payment channels. The rules and their reasons stand in {@code docs/architecture.md}; requirement
 * I2.
 */
@ApplicationModule(displayName = "Ledger", allowedDependencies = "kernel")
@NullMarked
package io.xiaohu.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
