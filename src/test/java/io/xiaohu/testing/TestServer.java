package io.xiaohu.testing;

import io.xiaohu.kernel.Keyring;
import io.xiaohu.kernel.SigningKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.context.support.GenericApplicationContext;

/** Gives a test's server its database, its keys and its clock. */
public final class TestServer implements ApplicationContextInitializer<GenericApplicationContext> {

    public static final String STAFF_PASSWORD = "staff-of-the-tests";

    @Override
    public void initialize(GenericApplicationContext context) {
        TestPropertyValues.of(
                        "spring.datasource.url=" + TestPostgres.newDatabase(),
                        "xiaohu.ledger.seals.folder=" + newFolder().resolve("seals"),
                        "xiaohu.audit.heads.folder=" + newFolder().resolve("audit-heads"))
                .applyTo(context);
        Keyring keyring = newKeyring();
        context.registerBean(Keyring.class, () -> keyring);
        SigningKeys sealKeys = new SigningKeys(Map.of(1, SigningKeys.newKey()));
        context.registerBean(SigningKeys.class, () -> sealKeys);
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory("xiaohu-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Keyring newKeyring() {
        return new Keyring(
                Arrays.stream(Keyring.Purpose.values())
                        .collect(
                                Collectors.toMap(
                                        purpose -> purpose,
                                        purpose -> Map.of((byte) 1, Keyring.newKey()))));
    }

    /** Takes the place of the server's clock. */
    @TestConfiguration(proxyBeanMethods = false)
    public static class Settings {

        @Bean
        @Primary
        TestClock testClock() {
            return new TestClock();
        }
    }
}
