package io.xiaohu.identity.core;

import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import java.text.Normalizer;
import java.util.List;
import java.util.regex.Pattern;

/** A second factor as it was typed: an authenticator's six digits, or a recovery code. */
public sealed interface SecondProof {

    /** The kinds a challenge names when the second factor is on, the usual one first. */
    List<String> KINDS = List.of("TOTP", "RECOVERY_CODE");

    /** What a challenge names otherwise: a code in a text message. */
    List<String> TEXT_KINDS = List.of("CODE");

    record Totp(String digits) implements SecondProof {
        @Override
        public String toString() {
            return "Totp";
        }
    }

    record Recovery(String code) implements SecondProof {
        @Override
        public String toString() {
            return "Recovery";
        }
    }

    /**
     * @throws io.xiaohu.kernel.ProblemException BAD_INPUT when it has neither's shape
     */
    static SecondProof parse(String typed, String field) {
        String digits = Normalizer.normalize(typed, Normalizer.Form.NFKC).replaceAll("\\s", "");
        if (Pattern.matches("[0-9]{6}", digits)) {
            return new Totp(digits);
        }
        return RecoveryCode.parse(typed)
                .map(Recovery::new)
                .orElseThrow(() -> Problem.of(Reason.BAD_INPUT).field(field).exception());
    }
}
