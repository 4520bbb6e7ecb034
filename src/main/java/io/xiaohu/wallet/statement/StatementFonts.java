package io.xiaohu.wallet.statement;

import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.openpdf.text.Font;
import org.openpdf.text.Phrase;
import org.openpdf.text.pdf.BaseFont;
import org.openpdf.text.pdf.FontSelector;

/**
 * Helvetica for what it has, and the standard Chinese font of PDF (ISO 32000, Adobe-GB1) for the
 * rest: readers bring both, so the file stays small and its Chinese can be selected and searched.
 */
final class StatementFonts {

    private final BaseFont latin = font(BaseFont.HELVETICA, BaseFont.WINANSI);
    private final BaseFont chinese = font("STSong-Light", "UniGB-UCS2-H");

    BaseFont latin() {
        return latin;
    }

    Phrase phrase(String words, float size, Color colour) {
        FontSelector selector = new FontSelector();
        selector.addFont(new Font(latin, size, Font.NORMAL, colour));
        selector.addFont(new Font(chinese, size, Font.NORMAL, colour));
        return selector.process(words);
    }

    private static BaseFont font(String name, String encoding) {
        try {
            return BaseFont.createFont(name, encoding, BaseFont.NOT_EMBEDDED);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " is part of the library", e);
        }
    }
}
