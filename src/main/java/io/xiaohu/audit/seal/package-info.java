/** Heads of the trail, signed and kept outside the database, and the check against them. */
@NullMarked
package io.xiaohu.audit.seal;

import org.jspecify.annotations.NullMarked;
