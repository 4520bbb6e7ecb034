package io.xiaohu.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.kernel.Totp;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** An authenticator app that was given a secret, as its owner sees it. */
public final class TestAuthenticator {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final Pattern CONFIRMATION = Pattern.compile("confirmation code is (\\d{6})");
    private static final String BASE = "/api/v1/me/second-factors";

    private final byte[] secret;
    private final Clock clock;
    private final List<String> recoveryCodes = new ArrayList<>();
    private String turnedOnWith = "";

    public TestAuthenticator(String base32, Clock clock) {
        this.secret = decode(base32);
        this.clock = clock;
    }

    /** Sets one up for a customer, as the wallet does. */
    public static TestAuthenticator setUp(TestCustomer customer, Clock clock) {
        JsonNode begun = begin(customer).json();
        TestAuthenticator app = new TestAuthenticator(begun.path("totpSecret").asString(), clock);
        app.turnedOnWith = app.digits();
        ApiCaller.Answer on =
                customer.api()
                        .post(
                                BASE + "/totp/confirmations",
                                "{\"code\":\"" + app.turnedOnWith + "\"}");
        assertThat(on.status()).as(on.text()).isEqualTo(200);
        on.json().path("recoveryCodes").forEach(code -> app.recoveryCodes.add(code.asString()));
        return app;
    }

    /** Begins, with the confirmation that takes. */
    public static ApiCaller.Answer begin(TestCustomer customer) {
        ApiCaller api = customer.api();
        ApiCaller.Answer asked = api.post(BASE + "/totp", "{}");
        assertThat(asked.code()).as(asked.text()).isEqualTo("STEP_UP_NEEDED");
        String challenge = asked.json().path("challenge").path("id").asString();
        api.post(
                "/api/v1/codes",
                "{\"phone\":\"%s\",\"purpose\":\"STEP_UP\"}".formatted(customer.phone()));
        ApiCaller.Answer begun =
                api.post(
                        BASE + "/totp",
                        "{\"challengeId\":\"%s\",\"proof\":\"%s\"}"
                                .formatted(challenge, confirmationCode(customer)));
        assertThat(begun.status()).as(begun.text()).isEqualTo(201);
        return begun;
    }

    /** What it shows now. */
    public String digits() {
        return digits(0);
    }

    /** What it showed when it was set up, which is another code half a minute later. */
    public String turnedOnWith() {
        return turnedOnWith;
    }

    /** What it showed, or will show, so many steps of 30 seconds from now. */
    public String digits(int stepsFromNow) {
        return Totp.at(secret, clock.instant().getEpochSecond() / 30 + stepsFromNow);
    }

    /** Six digits it does not show these minutes. */
    public String wrongDigits() {
        String wrong = "000000";
        for (int step = -5; step <= 5; step++) {
            if (digits(step).equals(wrong)) {
                return "000001";
            }
        }
        return wrong;
    }

    public List<String> recoveryCodes() {
        return recoveryCodes;
    }

    /** The secret as a dump of the database would show it. */
    public String hexSecret() {
        return HexFormat.of().formatHex(secret);
    }

    static String confirmationCode(TestCustomer customer) {
        for (int i = 0; i < 200; i++) {
            String outbox = customer.api().get("/demo/outbox?to=" + customer.phone()).text();
            Matcher code = CONFIRMATION.matcher(outbox);
            if (code.find()) {
                return code.group(1);
            }
            LockSupport.parkNanos(50_000_000);
        }
        throw new AssertionError("no text came");
    }

    private static byte[] decode(String text) {
        ByteBuffer bytes = ByteBuffer.allocate(text.length() * 5 / 8);
        int buffer = 0;
        int bits = 0;
        for (char letter : text.toCharArray()) {
            buffer = (buffer << 5 | ALPHABET.indexOf(letter)) & 0xFFFF;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes.put((byte) (buffer >>> bits));
            }
        }
        return bytes.array();
    }
}
