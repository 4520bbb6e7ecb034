/** Connections, migrations, signals between processes and shared counters. */
@NullMarked
package io.xiaohu.platform.database;

import org.jspecify.annotations.NullMarked;
