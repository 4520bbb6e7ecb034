package io.xiaohu.platform.start;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How much of the machine the embedded PostgreSQL may use: an eighth of its memory for pages, and
 * an eighth of the free disk, up to 8 GB, for the log between two checkpoints. With few checkpoints
 * less is written twice; after a crash so much of the log is read again, about half a minute for 8
 * GB.
 */
final class DatabaseSizing {

    private static final long MB = 1024L * 1024;
    private static final int SHARE = 8;
    private static final long LEAST_BUFFERS_MB = 128;
    private static final long MOST_BUFFERS_MB = 4_096;
    private static final long LEAST_LOG_MB = 1_024;
    private static final long MOST_LOG_MB = 8_192;

    private DatabaseSizing() {}

    /** PostgreSQL's {@code shared_buffers}. */
    static String sharedBuffers() {
        long memory =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)
                        .getTotalMemorySize();
        return Math.clamp(memory / SHARE / MB, LEAST_BUFFERS_MB, MOST_BUFFERS_MB) + "MB";
    }

    /**
     * PostgreSQL's {@code max_wal_size}.
     *
     * @param folder where its files are
     */
    static String maxWalSize(Path folder) {
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            return Math.clamp(free / SHARE / MB, LEAST_LOG_MB, MOST_LOG_MB) + "MB";
        } catch (IOException e) {
            return LEAST_LOG_MB + "MB";
        }
    }
}
