package io.xiaohu.wallet.statement;

import java.awt.Color;
import org.jspecify.annotations.Nullable;
import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.pdf.ColumnText;
import org.openpdf.text.pdf.PdfContentByte;
import org.openpdf.text.pdf.PdfPageEventHelper;
import org.openpdf.text.pdf.PdfTemplate;
import org.openpdf.text.pdf.PdfWriter;

/** Writes under each page which of how many it is; how many is known at the end. */
final class PageNumbers extends PdfPageEventHelper {

    private static final Color PALE = new Color(0x5e5952);
    private static final float SIZE = 8;
    private static final float UP = 26;
    private static final float WIDTH = 40;
    private static final float SPACE = 3;

    private final StatementFonts fonts;
    private final String name;
    private @Nullable PdfTemplate total;

    PageNumbers(StatementFonts fonts, String name) {
        this.fonts = fonts;
        this.name = name;
    }

    @Override
    public void onEndPage(PdfWriter writer, Document document) {
        PdfContentByte page = writer.getDirectContent();
        float middle = (document.left() + document.right()) / 2;
        String number = writer.getPageNumber() + " /";
        ColumnText.showTextAligned(
                page, Element.ALIGN_LEFT, fonts.phrase(name, SIZE, PALE), document.left(), UP, 0);
        ColumnText.showTextAligned(
                page, Element.ALIGN_RIGHT, fonts.phrase(number, SIZE, PALE), middle, UP, 0);
        page.addTemplate(total(writer), middle + SPACE, UP);
    }

    @Override
    public void onCloseDocument(PdfWriter writer, Document document) {
        PdfTemplate last = total(writer);
        last.beginText();
        last.setFontAndSize(fonts.latin(), SIZE);
        last.setColorFill(PALE);
        last.showText(Integer.toString(writer.getPageNumber() - 1));
        last.endText();
    }

    private PdfTemplate total(PdfWriter writer) {
        PdfTemplate there = total;
        if (there == null) {
            there = writer.getDirectContent().createTemplate(WIDTH, SIZE * 2);
            total = there;
        }
        return there;
    }
}
