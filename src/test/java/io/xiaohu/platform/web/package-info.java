@NullMarked
package io.xiaohu.platform.web;

import org.jspecify.annotations.NullMarked;
