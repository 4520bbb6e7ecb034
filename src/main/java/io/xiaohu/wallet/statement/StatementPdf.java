package io.xiaohu.wallet.statement;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.Texts;
import io.xiaohu.kernel.Tokens;
import io.xiaohu.kernel.Written;
import io.xiaohu.ledger.StatementCheck;
import io.xiaohu.ledger.StatementProofs;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openpdf.text.BadElementException;
import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.Image;
import org.openpdf.text.PageSize;
import org.openpdf.text.Paragraph;
import org.openpdf.text.Phrase;
import org.openpdf.text.pdf.PdfFileSpecification;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfTemplate;
import org.openpdf.text.pdf.PdfWriter;

/** A statement to be read, with the ledger's proof going along as a file of its own. */
final class StatementPdf {

    private static final Texts TEXTS = Texts.of("wallet");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(Written.ZONE);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT).withZone(Written.ZONE);
    private static final Color INK = new Color(0x1d1b18);
    private static final Color PALE = new Color(0x5e5952);
    private static final Color RULE = new Color(0xe7e2db);
    private static final Color HEAD = new Color(0xf6f4f1);
    private static final float QR_POINTS = 84;

    private final Statement statement;
    private final StatementCheck.Whole proof;
    private final String proofDocument;
    private final String checkPage;
    private final Locale locale;
    private final StatementFonts fonts = new StatementFonts();

    StatementPdf(
            Statement statement,
            StatementCheck.Whole proof,
            String proofDocument,
            String checkPage,
            Locale locale) {
        this.statement = statement;
        this.proof = proof;
        this.proofDocument = proofDocument;
        this.checkPage = checkPage;
        this.locale = locale;
    }

    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Document document = new Document(PageSize.A4, 42, 42, 46, 50)) {
            PdfWriter writer = PdfWriter.getInstance(document, out);
            writer.setPageEvent(new PageNumbers(fonts, text("name")));
            document.addTitle(text("title") + " " + day(statement.from()) + " – " + lastDay());
            document.addCreator(text("name"));
            document.setDocumentLanguage(locale.toLanguageTag());
            document.open();
            document.add(paragraph(text("title"), 18, INK));
            document.add(facts());
            document.add(lines());
            document.add(proofBox(writer));
            attach(writer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private PdfPTable facts() {
        PdfPTable table = new PdfPTable(new float[] {1, 2.6f, 1, 1.6f});
        table.setWidthPercentage(100);
        table.setSpacingBefore(8);
        table.setSpacingAfter(12);
        fact(table, "owner", statement.owner());
        fact(table, "opening", Written.money(statement.opening()));
        fact(table, "period", day(statement.from()) + " – " + lastDay());
        fact(table, "in", Written.money(statement.in()));
        fact(table, "upTo", TIME.format(statement.to()));
        fact(table, "out", Written.money(statement.out()));
        fact(table, "count", Integer.toString(statement.lines().size()));
        fact(table, "closing", Written.money(statement.closing()));
        return table;
    }

    private void fact(PdfPTable table, String key, String value) {
        table.addCell(cell(text(key), 9, PALE, Element.ALIGN_LEFT));
        boolean amount = !key.equals("owner") && !key.equals("period") && !key.equals("upTo");
        table.addCell(
                cell(
                        value,
                        9.5f,
                        INK,
                        amount && !key.equals("count") ? Element.ALIGN_RIGHT : Element.ALIGN_LEFT));
    }

    private PdfPTable lines() {
        PdfPTable table = new PdfPTable(new float[] {2.1f, 4.6f, 1.9f, 1.9f});
        table.setWidthPercentage(100);
        table.setHeaderRows(1);
        for (String column : List.of("time", "what", "amount", "after")) {
            boolean number = column.equals("amount") || column.equals("after");
            PdfPCell cell =
                    cell(
                            text("column." + column),
                            9,
                            PALE,
                            number ? Element.ALIGN_RIGHT : Element.ALIGN_LEFT);
            cell.setBackgroundColor(HEAD);
            table.addCell(cell);
        }
        for (Statement.Line line : statement.lines()) {
            table.addCell(ruled(cell(TIME.format(line.at()), 8.5f, INK, Element.ALIGN_LEFT)));
            table.addCell(ruled(what(line)));
            table.addCell(ruled(cell(signed(line.amount()), 9, INK, Element.ALIGN_RIGHT)));
            String after = Written.money(line.after());
            table.addCell(ruled(cell(after, 9, INK, Element.ALIGN_RIGHT)));
        }
        if (statement.lines().isEmpty()) {
            PdfPCell none = cell(text("none"), 9, PALE, Element.ALIGN_CENTER);
            none.setColspan(4);
            none.setPadding(16);
            table.addCell(none);
        }
        return table;
    }

    /** What it was, and under it what was written with it and its number. */
    private PdfPCell what(Statement.Line line) {
        String head = line.person() == null ? line.kind() : line.kind() + "  " + line.person();
        Phrase words = fonts.phrase(head, 9, INK);
        if (line.memo() != null) {
            words.add(fonts.phrase("\n" + line.memo(), 8, PALE));
        }
        if (line.number() != null) {
            words.add(fonts.phrase("\n" + line.number(), 6.5f, PALE));
        }
        return framed(new PdfPCell(words), Element.ALIGN_LEFT);
    }

    private PdfPTable proofBox(PdfWriter writer) throws IOException {
        PdfPTable box = new PdfPTable(new float[] {4.4f, 1});
        box.setWidthPercentage(100);
        box.setSpacingBefore(16);
        box.setKeepTogether(true);
        String hash =
                HexFormat.of()
                        .formatHex(Tokens.sha256(proofDocument.getBytes(StandardCharsets.UTF_8)));
        PdfPCell words = new PdfPCell();
        words.setBorder(PdfPCell.NO_BORDER);
        words.setBackgroundColor(HEAD);
        words.setPadding(10);
        words.addElement(paragraph(text("proof"), 10.5f, INK));
        words.addElement(
                paragraph(
                        TEXTS.get(
                                locale,
                                "statement.proofSays",
                                Map.of(
                                        "seal", Long.toString(proof.seal()),
                                        "sealed", TIME.format(proof.sealedUpTo()),
                                        "file", StatementProofs.FILE_NAME)),
                        8.5f,
                        PALE));
        words.addElement(paragraph(text("hash") + " " + hash, 7, PALE));
        words.addElement(paragraph(text("key") + " " + proof.publicKey(), 7, PALE));
        words.addElement(paragraph(text("checkAt") + " " + checkPage, 8.5f, INK));
        box.addCell(words);
        PdfPCell code = new PdfPCell(qr(writer), false);
        code.setBorder(PdfPCell.NO_BORDER);
        code.setBackgroundColor(HEAD);
        code.setPadding(8);
        code.setHorizontalAlignment(Element.ALIGN_RIGHT);
        code.setVerticalAlignment(Element.ALIGN_MIDDLE);
        box.addCell(code);
        return box;
    }

    private Image qr(PdfWriter writer) throws IOException {
        try {
            BitMatrix code = new QRCodeWriter().encode(checkPage, BarcodeFormat.QR_CODE, 0, 0);
            float module = QR_POINTS / code.getWidth();
            PdfTemplate drawn = writer.getDirectContent().createTemplate(QR_POINTS, QR_POINTS);
            drawn.setColorFill(Color.WHITE);
            drawn.rectangle(0, 0, QR_POINTS, QR_POINTS);
            drawn.fill();
            drawn.setColorFill(INK);
            for (int y = 0; y < code.getHeight(); y++) {
                for (int x = 0; x < code.getWidth(); x++) {
                    if (code.get(x, y)) {
                        float up = QR_POINTS - (y + 1) * module;
                        drawn.rectangle(x * module, up, module, module);
                    }
                }
            }
            drawn.fill();
            return Image.getInstance(drawn);
        } catch (WriterException | BadElementException e) {
            throw new IllegalStateException("an address fits in a code", e);
        }
    }

    private void attach(PdfWriter writer) throws IOException {
        PdfFileSpecification file =
                PdfFileSpecification.fileEmbedded(
                        writer,
                        null,
                        StatementProofs.FILE_NAME,
                        proofDocument.getBytes(StandardCharsets.UTF_8));
        writer.addFileAttachment(text("proof"), file);
    }

    private PdfPCell cell(String words, float size, Color colour, int align) {
        return framed(new PdfPCell(fonts.phrase(words, size, colour)), align);
    }

    private static PdfPCell framed(PdfPCell cell, int align) {
        cell.setBorder(PdfPCell.NO_BORDER);
        cell.setHorizontalAlignment(align);
        cell.setLeading(0, 1.35f);
        cell.setPaddingTop(3);
        cell.setPaddingBottom(5);
        return cell;
    }

    private static PdfPCell ruled(PdfPCell cell) {
        cell.setBorder(PdfPCell.BOTTOM);
        cell.setBorderColor(RULE);
        cell.setBorderWidth(0.5f);
        return cell;
    }

    private Paragraph paragraph(String words, float size, Color colour) {
        Paragraph paragraph = new Paragraph(fonts.phrase(words, size, colour));
        paragraph.setLeading(size * 1.45f);
        return paragraph;
    }

    private String text(String key) {
        return TEXTS.get(locale, "statement." + key);
    }

    private String lastDay() {
        return day(statement.to().minus(1, ChronoUnit.MICROS));
    }

    private static String day(Instant at) {
        return DAY.format(at);
    }

    private static String signed(Money amount) {
        return (amount.isPositive() ? "+" : "") + Written.money(amount);
    }
}
