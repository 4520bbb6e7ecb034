/**
 * Decides what a value is: plain rules over the list of official contacts, without Spring or SQL.
 */
@NullMarked
package io.xiaohu.trust.core;

import org.jspecify.annotations.NullMarked;
