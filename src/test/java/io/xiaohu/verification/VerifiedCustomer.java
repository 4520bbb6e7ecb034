package io.xiaohu.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.TestCustomer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import javax.imageio.ImageIO;
import tools.jackson.databind.JsonNode;

/** A customer who has their name confirmed, step by step. */
public final class VerifiedCustomer {

    private static final int PATIENCE = 400;

    private final TestCustomer customer;

    private VerifiedCustomer(TestCustomer customer) {
        this.customer = customer;
    }

    public static VerifiedCustomer register(int port) {
        return new VerifiedCustomer(TestCustomer.register(port, "小满"));
    }

    public TestCustomer customer() {
        return customer;
    }

    public ApiCaller api() {
        return customer.api();
    }

    /** Asks and waits for what comes of it. */
    public JsonNode number(String name, String number) {
        ApiCaller.Answer asked = askNumber(name, number);
        assertThat(asked.status()).as(asked.text()).isEqualTo(201);
        return outcome(CheckKind.IDENTITY_NUMBER);
    }

    public ApiCaller.Answer askNumber(String name, String number) {
        return ask(
                """
                {"kind":"IDENTITY_NUMBER","name":"%s","identityNumber":"%s"}\
                """
                        .formatted(name, number));
    }

    public ApiCaller.Answer ask(String body) {
        return api().post("/api/v1/me/verification/checks", body);
    }

    /** Name, phone and card: three checks, class II. */
    public VerifiedCustomer toClassTwo() {
        return toClassTwo("林小满", IdentityCards.next());
    }

    public VerifiedCustomer toClassTwo(String name, String number) {
        assertThat(number(name, number).path("state").asString()).isEqualTo("PASSED");
        ask("{\"kind\":\"PHONE_OWNER\"}");
        outcome(CheckKind.PHONE_OWNER);
        ask("{\"kind\":\"BANK_CARD\",\"card\":\"6222020000000000000\"}");
        outcome(CheckKind.BANK_CARD);
        assertThat(accountClass()).isEqualTo("II");
        return this;
    }

    public ApiCaller.Answer handIn(String validUntil) {
        return api().form(
                        "/api/v1/me/verification/documents",
                        Map.of("front", picture(), "back", picture()),
                        validUntil.isEmpty() ? Map.of() : Map.of("validUntil", validUntil));
    }

    public String accountClass() {
        return shown().path("class").asString();
    }

    public JsonNode shown() {
        return api().get("/api/v1/me/verification").json();
    }

    /** The latest check of a kind, whatever its state. */
    public JsonNode latest(CheckKind kind) {
        for (JsonNode each : shown().path("checks")) {
            if (each.path("kind").asString().equals(kind.name())) {
                return each.path("latest");
            }
        }
        throw new AssertionError("no " + kind);
    }

    /** The latest check of a kind once it is decided. */
    public JsonNode outcome(CheckKind kind) {
        for (int i = 0; i < PATIENCE; i++) {
            JsonNode latest = latest(kind);
            if (latest.path("state").asString().matches("PASSED|FAILED")) {
                return latest;
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        throw new AssertionError(kind + " was not decided");
    }

    public static byte[] picture() {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(new BufferedImage(60, 40, BufferedImage.TYPE_INT_RGB), "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
