package io.xiaohu.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.TestCustomer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledger's commands as their operator calls them, beside a running server and alone. */
class LedgerCommandTests {

    @TempDir private Path folder = Path.of("");

    @Test
    void theyWorkBesideAServerAndAlone() {
        int port = RealProcess.freePort();
        try (RealProcess server = start("run", "--demo", "--port", Integer.toString(port))) {
            server.ready();
            TestCustomer.register(port).withMoney("20.00");
            RealProcess seal = start("ledger", "seal", "--demo", "--json");
            assertThat(seal.exit()).as(seal.output()).isZero();
            assertThat(seal.output()).contains("\"accounts\":");
        }
        assertThat(folder.resolve("data/seals/seal-000000001.json")).exists();
        assertThat(folder.resolve("data/seal-key.properties")).exists();
        RealProcess verify = start("ledger", "verify", "--demo", "--json");
        assertThat(verify.exit()).as(verify.output()).isZero();
        assertThat(verify.output()).contains("\"ok\":true", "\"break\":null");
    }

    @Test
    void whatIsWrongWithTheWordsIsToldBeforeAnythingIsOpened() {
        RealProcess wrong = start("ledger", "balance", "--cusomer", "x");
        assertThat(wrong.exit()).isEqualTo(2);
        assertThat(wrong.output()).contains("--cusomer");
        assertThat(wrong.output().strip().lines()).hasSize(1);
        assertThat(Files.exists(folder.resolve("data"))).isFalse();
    }

    private RealProcess start(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--data", folder.resolve("data").toString()));
        return RealProcess.start(folder, Map.of(), all.toArray(String[]::new));
    }
}
