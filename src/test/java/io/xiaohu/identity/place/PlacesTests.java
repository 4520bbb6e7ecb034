package io.xiaohu.identity.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xiaohu.kernel.Languages;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Places of addresses, from a file as an operator would provide it (E4). */
class PlacesTests {

    @TempDir private Path folder = Path.of("");

    @Test
    void anAddressIsNamedInBothLanguages() throws Exception {
        Places places = withFile();
        assertThat(places.of("203.0.113.7", Languages.CHINESE)).isEqualTo("杭州 · 浙江 · 中国");
        assertThat(places.of("203.0.113.7", Languages.ENGLISH))
                .isEqualTo("Hangzhou · Zhejiang · China");
    }

    @Test
    void aNameInEnglishOnlyIsBetterThanNone() throws Exception {
        assertThat(withFile().of("198.51.100.1", Languages.CHINESE)).isEqualTo("Singapore");
    }

    @Test
    void anUnknownAddressHasNoPlaceAndTheOwnNetworkIsNamed() throws Exception {
        Places places = withFile();
        assertThat(places.of("192.0.2.1", Languages.ENGLISH)).isEmpty();
        assertThat(places.of("127.0.0.1", Languages.ENGLISH)).isEqualTo("Local network");
        assertThat(places.of("10.1.2.3", Languages.CHINESE)).isEqualTo("本地网络");
        assertThat(places.of("", Languages.ENGLISH)).isEmpty();
        assertThat(places.of("203.0.113.7:1234", Languages.ENGLISH)).isEmpty();
    }

    @Test
    void withoutAFileThereAreNoPlaces() {
        assertThat(new Places(new Places.Settings(null)).of("203.0.113.7", Languages.ENGLISH))
                .isEmpty();
    }

    @Test
    void aFileThatIsNotThereStopsTheStart() {
        assertThatThrownBy(() -> new Places(new Places.Settings(folder.resolve("none.mmdb"))))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("xiaohu.places.database");
    }

    private Places withFile() throws Exception {
        Path file = folder.resolve("places.mmdb");
        new PlaceFile()
                .with(
                        new byte[] {(byte) 203, 0, 113},
                        24,
                        Map.of(
                                "city", named("Hangzhou", "杭州"),
                                "subdivisions", List.of(named("Zhejiang", "浙江")),
                                "country", named("China", "中国")))
                .with(
                        new byte[] {(byte) 198, 51, 100},
                        24,
                        Map.of(
                                "city", Map.of("names", Map.of("en", "Singapore")),
                                "country", Map.of("names", Map.of("en", "Singapore"))))
                .writeTo(file);
        return new Places(new Places.Settings(file));
    }

    private static Map<String, Object> named(String english, String chinese) {
        return Map.of("names", Map.of("en", english, "zh-CN", chinese));
    }
}
