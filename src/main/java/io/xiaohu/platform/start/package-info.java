/**
 * The command line, the data folder, the embedded database: everything before and after the server
 * runs.
 */
@NamedInterface("start")
@NullMarked
package io.xiaohu.platform.start;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
