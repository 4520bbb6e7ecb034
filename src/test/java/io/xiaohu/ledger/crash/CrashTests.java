package io.xiaohu.ledger.crash;

import io.xiaohu.ledger.testing.Seeds;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes and PostgreSQL are killed under load; what was answered is there, and once. */
class CrashTests {

    @TempDir private Path folder = Path.of("");

    @Test
    void whatWasAnsweredIsThereOnceWhoeverIsKilled() {
        Seeds.with(seed -> {
            try (CrashRun run = new CrashRun(folder, seed)) {
                for (int kills = 0; kills < 3; kills++) {
                    run.kill();
                }
                run.finish();
            }
        });
    }
}
