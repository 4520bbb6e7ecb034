package io.xiaohu.identity.core;

import java.text.Normalizer;

/** What a display name may be: visible characters, no control or direction marks, one line. */
public final class Names {

    private static final String INVISIBLE = "[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}]";

    private Names() {}

    public static String clean(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC)
                .replaceAll(INVISIBLE, "")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
