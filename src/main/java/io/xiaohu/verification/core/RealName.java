package io.xiaohu.verification.core;

import io.xiaohu.kernel.Masks;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import java.text.Normalizer;

/** A name as it stands on an identity card. Written out it is masked. */
public record RealName(String value) {

    private static final int LONGEST = 50;

    /**
     * Reads a name as people type it. The dot within a name, of which there are several, becomes
     * the one on the card.
     *
     * @throws io.xiaohu.kernel.ProblemException REAL_NAME_INVALID
     */
    public static RealName parse(String text) {
        String plain =
                Normalizer.normalize(text, Normalizer.Form.NFKC)
                        .strip()
                        .replaceAll("[•・․‧.●]", "·")
                        .replaceAll("\\s+", " ")
                        .replaceAll("(?<=\\p{IsHan}) (?=\\p{IsHan})", "");
        boolean letters = plain.matches("\\p{L}[\\p{L}\\p{M} ·]*[\\p{L}\\p{M}]");
        if (!letters || plain.length() > LONGEST) {
            throw Problem.of(Reason.REAL_NAME_INVALID).field("name").exception();
        }
        return new RealName(plain);
    }

    public String masked() {
        return Masks.name(value);
    }

    @Override
    public String toString() {
        return masked();
    }
}
