package io.xiaohu.trust;

import java.util.List;

/**
 * The answer to "is this really you?".
 *
 * @param why one sentence in the reader's language
 * @param officialAlternatives where we really are, those of the same kind first
 */
public record Checked(Verdict verdict, String why, List<OfficialContact> officialAlternatives) {}
