/** Durable jobs: how they are stored and run. */
@NullMarked
package io.xiaohu.platform.jobs;

import org.jspecify.annotations.NullMarked;
