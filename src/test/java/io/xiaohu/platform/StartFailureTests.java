package io.xiaohu.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator can put right is one sentence, and exit status 2. */
class StartFailureTests {

    @TempDir private Path folder = Path.of("");

    @Test
    void aBusyPortIsNamed() throws IOException {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertRefused(
                    "Port " + busy.getLocalPort() + " on 127.0.0.1 is busy",
                    "run",
                    "--demo",
                    "--port",
                    Integer.toString(busy.getLocalPort()),
                    "--data",
                    folder.resolve("d").toString());
        }
    }

    @Test
    void aPortOrAddressThatIsNoneIsNotCalledBusy() {
        for (String port : List.of("0", "-1", "99999")) {
            assertRefused("There is no port " + port, "run", "--demo", "--port", port);
        }
        String port = Integer.toString(RealProcess.freePort());
        assertRefused(
                "The address 192.0.2.1 is not one of this machine.",
                "run",
                "--host",
                "192.0.2.1",
                "--port",
                port);
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertRefused(
                "cannot be written",
                "run",
                "--port",
                Integer.toString(RealProcess.freePort()),
                "--data",
                file.resolve("below").toString());
    }

    @Test
    void aDatabaseThatCannotBeReachedIsNamed() {
        assertRefused(
                "refused); check --db.",
                "run",
                "--port",
                Integer.toString(RealProcess.freePort()),
                "--data",
                folder.resolve("d").toString(),
                "--db",
                "jdbc:postgresql://127.0.0.1:" + RealProcess.freePort() + "/none?user=nobody");
    }

    @Test
    void aDamagedKeyFileIsNamed() throws IOException {
        Files.createDirectories(folder.resolve("d"));
        Files.writeString(folder.resolve("d/keys.properties"), "PHONE_INDEX.1=!!!\n");
        assertRefused(
                "The key file keys.properties is damaged",
                "run",
                "--port",
                Integer.toString(RealProcess.freePort()),
                "--data",
                folder.resolve("d").toString());
    }

    @Test
    void anUnknownWordIsExplained() {
        RealProcess process = RealProcess.start(folder, Map.of(), "run", "--prot", "1");
        assertThat(process.exit()).isEqualTo(2);
        assertThat(process.output()).contains("--prot");
    }

    private void assertRefused(String sentence, String... arguments) {
        RealProcess process = RealProcess.start(folder, Map.of(), arguments);
        assertThat(process.exit()).as(process.output()).isEqualTo(2);
        assertThat(process.output()).contains(sentence).doesNotContain("Exception");
        assertThat(process.output().strip().lines()).hasSize(1);
    }
}
