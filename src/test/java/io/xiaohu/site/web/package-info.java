/** Tests of the site's pages without a server. */
@NullMarked
package io.xiaohu.site.web;

import org.jspecify.annotations.NullMarked;
