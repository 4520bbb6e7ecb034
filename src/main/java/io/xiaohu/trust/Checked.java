package io.xiaohu.trust;

import java.util.List;

/**
 * The answer to "is this really you?".
 *
 * @param why one sentence in the reader's language
 * @param advice what to do now
 * @param parts each thing found in it and what is said of it, the worst first
 * @param officialAlternatives where we really are, those of the same kind first
 */
public record Checked(
        Verdict verdict,
        String why,
        String advice,
        List<Part> parts,
        List<OfficialContact> officialAlternatives) {

    /** One thing that was found. */
    public record Part(PartKind kind, String text, Verdict verdict, String why) {}

    public Checked {
        parts = List.copyOf(parts);
        officialAlternatives = List.copyOf(officialAlternatives);
    }
}
