package io.xiaohu.testing;

import io.xiaohu.kernel.Keyring;
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
        TestPropertyValues.of("spring.datasource.url=" + TestPostgres.newDatabase())
                .applyTo(context);
        Keyring keyring = newKeyring();
        context.registerBean(Keyring.class, () -> keyring);
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
