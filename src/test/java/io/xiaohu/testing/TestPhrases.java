package io.xiaohu.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Chooses anti-phishing phrases, as the wallet does. */
public final class TestPhrases {

    public static final String PATH = "/api/v1/me/phrase";

    private static final Pattern CONFIRMATION = Pattern.compile("confirmation code is (\\d{6})");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private TestPhrases() {}

    public static void choose(TestCustomer customer, String phrase) {
        String challenge = challenge(customer, phrase);
        ApiCaller.Answer chosen = confirm(customer, phrase, challenge, confirmation(customer));
        assertThat(chosen.status()).as(chosen.text()).isEqualTo(204);
    }

    /** The first call, which is answered with what is to be confirmed. */
    public static String challenge(TestCustomer customer, String phrase) {
        ApiCaller.Answer asked = customer.api().put(PATH, "{\"phrase\":\"%s\"}".formatted(phrase));
        assertThat(asked.code()).as(asked.text()).isEqualTo("STEP_UP_NEEDED");
        return asked.json().path("challenge").path("id").asString();
    }

    public static ApiCaller.Answer confirm(
            TestCustomer customer, String phrase, String challenge, String proof) {
        return customer.api()
                .put(
                        PATH,
                        """
                        {"phrase":"%s","challengeId":"%s","proof":"%s"}\
                        """
                                .formatted(phrase, challenge, proof));
    }

    /** Asks for a code to confirm with and reads it. */
    public static String confirmation(TestCustomer customer) {
        ApiCaller.Answer asked =
                customer.api()
                        .post(
                                "/api/v1/codes",
                                "{\"phone\":\"%s\",\"purpose\":\"STEP_UP\"}"
                                        .formatted(customer.phone()));
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        Instant until = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(until)) {
            String outbox = customer.api().get("/demo/outbox?to=" + customer.phone()).text();
            Matcher code = CONFIRMATION.matcher(outbox);
            if (code.find()) {
                return code.group(1);
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        throw new AssertionError("no text came");
    }
}
