/** What support did, for those who answer for it. */
@NullMarked
package io.xiaohu.support.reports;

import org.jspecify.annotations.NullMarked;
