package io.xiaohu.verification.provider;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who checks identities. A secret is given itself or as the file that holds it; neither is ever
 * logged.
 *
 * @param provider {@code aliyun}; nobody when it is empty
 * @param timeout how long connecting, and then the answer, may take
 */
@ConfigurationProperties("xiaohu.identity-checks")
public record IdentityCheckSettings(
        @DefaultValue("") String provider,
        @DefaultValue("10s") Duration timeout,
        @Nullable Aliyun aliyun) {

    /**
     * @param faceScene the scene's id (场景 ID) of the face product in the console; null when faces
     *     are not checked
     */
    public record Aliyun(
            String accessKeyId,
            @Nullable String accessKeySecret,
            @Nullable Path accessKeySecretFile,
            @DefaultValue("https://cloudauth.aliyuncs.com") URI endpoint,
            @Nullable String faceScene) {

        private static final String PREFIX = "xiaohu.identity-checks.aliyun.";

        public Aliyun {
            requireSet(accessKeyId);
        }

        /**
         * @throws IllegalStateException when there is none, or its file cannot be read
         */
        public String secret() {
            try {
                String found =
                        accessKeySecretFile == null
                                ? accessKeySecret
                                : Files.readString(accessKeySecretFile).strip();
                if (found == null || found.isBlank()) {
                    throw new IllegalStateException(
                            PREFIX + "access-key-secret or -secret-file is not set");
                }
                return found;
            } catch (IOException e) {
                throw new IllegalStateException(
                        "the file in " + PREFIX + "access-key-secret-file cannot be read", e);
            }
        }

        /** Binding leaves out what is not set, whatever the types say. */
        private static void requireSet(@Nullable String accessKeyId) {
            if (accessKeyId == null || accessKeyId.isBlank()) {
                throw new IllegalStateException(PREFIX + "access-key-id is not set");
            }
        }

        @Override
        public String toString() {
            return "aliyun";
        }
    }

    @Override
    public String toString() {
        return "identity checks by " + (provider.isEmpty() ? "nobody" : provider);
    }
}
