package io.xiaohu.trust.core;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * Text as a person reads it: full-width characters as plain ones, nothing invisible. Browsers map
 * host names the same way, so what is official here is where a click really leads.
 */
final class PlainText {

    private static final Pattern INVISIBLE =
            Pattern.compile(
                    "[\\p{Cf}\\p{Cs}\\p{Co}\\x{FE00}-\\x{FE0F}\\x{115F}\\x{1160}\\x{3164}]");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");
    private static final Pattern TURNED = Pattern.compile("[\\x{202D}\\x{202E}]");

    private PlainText() {}

    static String of(String text) {
        String visible = INVISIBLE.matcher(text).replaceAll("");
        String plain = Normalizer.normalize(visible, Normalizer.Form.NFKC);
        return CONTROL.matcher(INVISIBLE.matcher(plain).replaceAll("")).replaceAll(" ").strip();
    }

    /** Whether the text makes a screen write it in another direction than it is stored. */
    static boolean isTurned(String text) {
        return TURNED.matcher(text).find();
    }
}
