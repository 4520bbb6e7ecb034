/** Rules of identity: what a good password, code or PIN is. */
@NullMarked
package io.xiaohu.identity.core;

import org.jspecify.annotations.NullMarked;
