package io.xiaohu.trust.core;

import io.xiaohu.trust.Verdict;

/**
 * Private-use characters that stand in a text's words where a contact was taken out, so that rules
 * see what is said about it. A checked text has none of its own: {@link PlainText} takes them out.
 */
final class Marks {

    private static final int FIRST = 0xE000;
    private static final int KIND = 0x100;
    private static final int BUSINESS = 0x400;
    private static final int KNOWN = 0x800;

    /** Somebody else's, or one nobody knows. */
    static final String FOREIGN = "[\uE000-\uE3FF]";

    /** A firm's short number: whose it is, the words around it say. */
    static final String NOT_OURS = "[\uE000-\uE7FF]";

    static final String LINK = "[\uE000-\uE0FF]";
    static final String PHONE = "[\uE100-\uE1FF]";
    static final String ACCOUNT = "[\uE300-\uE3FF]";

    /** Ours, or that of an authority. */
    static final String KNOWN_ONE = "[\uE800-\uEBFF]";

    static final String ANY = "[\uE000-\uEBFF]";

    private Marks() {}

    static char of(Part part, int index) {
        int kind = part.kind().ordinal() * KIND;
        int group = !isForeign(part) ? KNOWN : isBusiness(part) ? BUSINESS : 0;
        return (char) (FIRST + group + kind + index % KIND);
    }

    /** Whether a contact is not ours and not one that everybody has. */
    static boolean isForeign(Part part) {
        Finding finding = part.finding();
        return finding.verdict() != Verdict.OFFICIAL
                && (finding.instead() != null || isBusiness(part));
    }

    static boolean isBusiness(Part part) {
        return part.finding().why().equals("phone.business");
    }

    /** The words alone. */
    static String without(String text) {
        return text.replaceAll(ANY, " ");
    }
}
