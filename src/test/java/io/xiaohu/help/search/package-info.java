@NullMarked
package io.xiaohu.help.search;

import org.jspecify.annotations.NullMarked;
