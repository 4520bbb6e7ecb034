package io.xiaohu.identity.core;

import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import java.text.Normalizer;
import java.util.regex.Pattern;

/** Six digits as people type them: full-width ones and pasted blanks are fine. */
public final class Digits {

    private static final Pattern SIX = Pattern.compile("[0-9]{6}");

    private Digits() {}

    /**
     * @param field where it was typed, for the refusal
     * @throws io.xiaohu.kernel.ProblemException BAD_INPUT when these are not six digits
     */
    public static String six(String typed, String field) {
        String digits = Normalizer.normalize(typed, Normalizer.Form.NFKC).replaceAll("\\s", "");
        if (!SIX.matcher(digits).matches()) {
            throw Problem.of(Reason.BAD_INPUT).field(field).exception();
        }
        return digits;
    }
}
