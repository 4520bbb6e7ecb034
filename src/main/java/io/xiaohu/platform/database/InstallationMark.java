package io.xiaohu.platform.database;

import java.util.Arrays;
import java.util.Objects;

/**
 * What a database is marked with when it is first migrated.
 *
 * @param demo whether it is for demonstration, and must never be opened as a real one
 * @param keyFingerprint recognises the key file that belongs to it
 */
public record InstallationMark(boolean demo, byte[] keyFingerprint) {

    @Override
    public boolean equals(Object other) {
        return other instanceof InstallationMark mark
                && mark.demo == demo
                && Arrays.equals(mark.keyFingerprint, keyFingerprint);
    }

    @Override
    public int hashCode() {
        return Objects.hash(demo, Arrays.hashCode(keyFingerprint));
    }
}
