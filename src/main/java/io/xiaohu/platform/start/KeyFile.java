package io.xiaohu.platform.start;

import io.xiaohu.kernel.Keyring;
import java.io.IOException;
import java.io.StringReader;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The file with all keys, beside the data and never in the database. A line is {@code
 * PURPOSE.number=base64}; a new line with a higher number rotates that purpose's key, and old lines
 * stay as long as something was made with them.
 */
public final class KeyFile {

    static final String NAME = "keys.properties";

    private KeyFile() {}

    /** Reads the keys, making the file with fresh ones when there is none. */
    static String readOrCreate(DataFolder folder) {
        String found = folder.read(NAME);
        if (found != null) {
            return found;
        }
        StringBuilder lines =
                new StringBuilder("# Keep this file secret, and back it up apart from the data.\n");
        for (Keyring.Purpose purpose : Keyring.Purpose.values()) {
            String key = Base64.getEncoder().encodeToString(Keyring.newKey());
            lines.append(purpose).append(".1=").append(key).append('\n');
        }
        return folder.writeSecretOnce(NAME, lines.toString());
    }

    /**
     * @throws StartFailure when the file is damaged or lacks a purpose's key
     */
    public static Keyring parse(String content) {
        Properties lines = new Properties();
        try {
            lines.load(new StringReader(content));
        } catch (IOException e) {
            throw damaged(null);
        }
        Map<Keyring.Purpose, Map<Byte, byte[]>> keys = new EnumMap<>(Keyring.Purpose.class);
        for (String name : lines.stringPropertyNames()) {
            int dot = name.indexOf('.');
            try {
                Keyring.Purpose purpose = Keyring.Purpose.valueOf(name.substring(0, dot));
                byte number = Byte.parseByte(name.substring(dot + 1));
                byte[] key = Base64.getDecoder().decode(lines.getProperty(name));
                keys.computeIfAbsent(purpose, p -> new TreeMap<>()).put(number, key);
            } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
                throw damaged(name);
            }
        }
        try {
            return new Keyring(keys);
        } catch (IllegalArgumentException e) {
            throw new StartFailure("The key file " + NAME + " is incomplete: " + e.getMessage());
        }
    }

    private static StartFailure damaged(@Nullable String line) {
        return new StartFailure(
                "The key file "
                        + NAME
                        + " is damaged"
                        + (line == null ? "." : " at " + line + "."));
    }
}
