package io.xiaohu.ledger.soak;

import io.xiaohu.ledger.crash.CrashRun;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/** Twenty-one kills for each seed, in a folder that is deleted again. */
final class CrashSoak implements Soak.Proof {

    private static final int KILLS = 21;

    private int runs;

    @Override
    public String next(long seed) throws Exception {
        Path folder = Files.createTempDirectory("crash");
        try (CrashRun run = new CrashRun(folder, seed)) {
            for (int kills = 0; kills < KILLS; kills++) {
                run.kill();
            }
            String done = run.finish();
            runs++;
            return done;
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    @Override
    public String end() {
        return runs + " runs of " + KILLS + " kills each";
    }

    @Override
    public void close() {}
}
