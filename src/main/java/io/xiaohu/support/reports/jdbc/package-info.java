/** The figures of reports. */
@NullMarked
package io.xiaohu.support.reports.jdbc;

import org.jspecify.annotations.NullMarked;
