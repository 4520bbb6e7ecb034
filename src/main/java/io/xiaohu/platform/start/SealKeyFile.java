package io.xiaohu.platform.start;

import io.xiaohu.kernel.SigningKeys;
import java.io.IOException;
import java.io.StringReader;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The file with the keys that sign the ledger's seals, beside the data and never in the database.
 * Lines are {@code number.public=base64} (32 bytes) and {@code number.private=base64} (PKCS #8); a
 * higher number takes over, and an older public line stays as long as there are seals of it.
 */
final class SealKeyFile {

    static final String NAME = "seal-key.properties";

    private static final String PUBLIC = ".public";
    private static final String PRIVATE = ".private";

    private SealKeyFile() {}

    /** Reads the keys, making the file with a fresh one when there is none. */
    static SigningKeys readOrCreate(DataFolder folder) {
        String found = folder.read(NAME);
        return parse(found != null ? found : folder.writeSecretOnce(NAME, fresh()));
    }

    private static String fresh() {
        SigningKeys.Key key = SigningKeys.newKey();
        Base64.Encoder base64 = Base64.getEncoder();
        byte[] secret = key.privateKey();
        return """
        # Signs the ledger's seals and the audit trail's heads. Keep this file secret, and back it up apart from the data.
        1.public=%s
        1.private=%s
        """
                .formatted(
                        base64.encodeToString(key.publicKey()),
                        secret == null ? "" : base64.encodeToString(secret));
    }

    private static SigningKeys parse(String content) {
        Properties lines = new Properties();
        Map<Integer, SigningKeys.Key> keys = new HashMap<>();
        try {
            lines.load(new StringReader(content));
            for (String name : new TreeSet<>(lines.stringPropertyNames())) {
                if (name.endsWith(PUBLIC)) {
                    String number = name.substring(0, name.length() - PUBLIC.length());
                    keys.put(Integer.valueOf(number), key(lines, number));
                }
            }
            return new SigningKeys(keys);
        } catch (IOException | IllegalArgumentException e) {
            throw new StartFailure(
                    "The key file "
                            + NAME
                            + " is damaged; put the right one into the data folder.");
        }
    }

    private static SigningKeys.Key key(Properties lines, String number) {
        byte[] open = Base64.getDecoder().decode(lines.getProperty(number + PUBLIC));
        @Nullable String secret = lines.getProperty(number + PRIVATE);
        return new SigningKeys.Key(
                open, secret == null ? null : Base64.getDecoder().decode(secret));
    }
}
