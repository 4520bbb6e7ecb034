/** Rows of disputes and evidence. */
@NullMarked
package io.xiaohu.dispute.jdbc;

import org.jspecify.annotations.NullMarked;
