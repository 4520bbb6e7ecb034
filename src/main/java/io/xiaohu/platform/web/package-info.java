/** What holds for every HTTP call, whichever module answers it. */
@NullMarked
package io.xiaohu.platform.web;

import org.jspecify.annotations.NullMarked;
