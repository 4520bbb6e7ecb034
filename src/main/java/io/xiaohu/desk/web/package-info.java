/** The desk's joined views over HTTP. */
@NullMarked
package io.xiaohu.desk.web;

import org.jspecify.annotations.NullMarked;
