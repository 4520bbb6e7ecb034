/**
 * Movements as members of staff find and open them: whoever's they are, each look with its reason.
 */
@NullMarked
package io.xiaohu.wallet.lookup;

import org.jspecify.annotations.NullMarked;
