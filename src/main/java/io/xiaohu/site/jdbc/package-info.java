/** The site's own rows: what was told about services. */
@NullMarked
package io.xiaohu.site.jdbc;

import org.jspecify.annotations.NullMarked;
