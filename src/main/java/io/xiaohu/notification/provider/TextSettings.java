package io.xiaohu.notification.provider;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who carries texts, in the order in which they are asked. A secret is given itself or as the file
 * that holds it; neither is ever logged.
 *
 * @param providers {@code aliyun}, {@code tencent}, {@code twilio}
 * @param calls who reads a code out in a phone call: {@code aliyun}, or nobody
 * @param publicAddress where providers reach this server, such as {@code https://pay.example.com}
 * @param receiptsSecret the last part of the path to which providers that sign nothing send their
 *     receipts
 * @param timeout how long connecting to a provider, and then its answer, may take
 */
@ConfigurationProperties("xiaohu.texts")
public record TextSettings(
        @DefaultValue List<String> providers,
        @DefaultValue List<String> calls,
        @Nullable URI publicAddress,
        @Nullable String receiptsSecret,
        @Nullable Path receiptsSecretFile,
        @DefaultValue("5s") Duration timeout,
        @Nullable Aliyun aliyun,
        @Nullable Tencent tencent,
        @Nullable Twilio twilio) {

    private static final int SHORTEST_PATH = 20;

    /**
     * @param signName the approved signature (短信签名), without the brackets
     * @param templates the approved templates' ids by sentence; see {@link Templates}
     */
    public record Aliyun(
            String accessKeyId,
            @Nullable String accessKeySecret,
            @Nullable Path accessKeySecretFile,
            String signName,
            @DefaultValue Map<String, String> templates,
            @DefaultValue("https://dysmsapi.aliyuncs.com") URI endpoint,
            @Nullable AliyunCalls calls) {

        public Aliyun {
            require("aliyun.access-key-id", accessKeyId);
            require("aliyun.sign-name", signName);
        }

        public String secret() {
            return read("aliyun.access-key-secret", accessKeySecret, accessKeySecretFile);
        }

        @Override
        public String toString() {
            return "aliyun";
        }
    }

    /**
     * Aliyun's voice service, with the same access key.
     *
     * @param showNumber the number that calls; null for one of the vendor's (公共模式)
     * @param templates the approved text-to-speech templates' ids by sentence
     */
    public record AliyunCalls(
            @Nullable String showNumber,
            @DefaultValue Map<String, String> templates,
            @DefaultValue("https://dyvmsapi.aliyuncs.com") URI endpoint) {}

    /**
     * @param sdkAppId the application's id in the SMS console
     * @param signName the approved signature, without the brackets
     */
    public record Tencent(
            String secretId,
            @Nullable String secretKey,
            @Nullable Path secretKeyFile,
            String sdkAppId,
            String signName,
            @DefaultValue("ap-guangzhou") String region,
            @DefaultValue Map<String, String> templates,
            @DefaultValue("https://sms.tencentcloudapi.com") URI endpoint) {

        public Tencent {
            require("tencent.secret-id", secretId);
            require("tencent.sdk-app-id", sdkAppId);
            require("tencent.sign-name", signName);
        }

        public String secret() {
            return read("tencent.secret-key", secretKey, secretKeyFile);
        }

        @Override
        public String toString() {
            return "tencent";
        }
    }

    /**
     * @param from the sending number, or the id of a messaging service ({@code MG…})
     */
    public record Twilio(
            String accountSid,
            @Nullable String authToken,
            @Nullable Path authTokenFile,
            String from,
            @DefaultValue("https://api.twilio.com") URI endpoint) {

        public Twilio {
            require("twilio.account-sid", accountSid);
            require("twilio.from", from);
        }

        public String secret() {
            return read("twilio.auth-token", authToken, authTokenFile);
        }

        @Override
        public String toString() {
            return "twilio";
        }
    }

    /**
     * The secret path's last part; null when none is set, and then no unsigned receipt is taken.
     *
     * @throws IllegalStateException when it is so short that it could be guessed
     */
    public @Nullable String receiptsPath() {
        if (receiptsSecret == null && receiptsSecretFile == null) {
            return null;
        }
        String path = read("receipts-secret", receiptsSecret, receiptsSecretFile);
        if (path.length() < SHORTEST_PATH || !path.matches("[A-Za-z0-9_-]*")) {
            throw new IllegalStateException(
                    "xiaohu.texts.receipts-secret needs 20 or more letters and digits");
        }
        return path;
    }

    /** Where Twilio reports on a text; null when it is not known where it could. */
    public @Nullable String twilioReceipts(String text) {
        return publicAddress == null
                ? null
                : publicAddress.toString().replaceAll("/+$", "")
                        + "/callbacks/texts/twilio/"
                        + text;
    }

    /** Binding leaves out what is not set, whatever the types say. */
    private static void require(String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalStateException("xiaohu.texts." + name + " is not set");
        }
    }

    private static String read(String name, @Nullable String value, @Nullable Path file) {
        try {
            String found = file == null ? value : Files.readString(file).strip();
            if (found == null || found.isBlank()) {
                throw new IllegalStateException(
                        "xiaohu.texts." + name + " or xiaohu.texts." + name + "-file is not set");
            }
            return found;
        } catch (IOException e) {
            throw new IllegalStateException(
                    "the file in xiaohu.texts." + name + "-file cannot be read", e);
        }
    }

    @Override
    public String toString() {
        return "texts by " + providers;
    }
}
