/** Articles and search over HTTP. */
@NullMarked
package io.xiaohu.help.web;

import org.jspecify.annotations.NullMarked;
