/** The site's pages. */
@NullMarked
package io.xiaohu.site.web;

import org.jspecify.annotations.NullMarked;
