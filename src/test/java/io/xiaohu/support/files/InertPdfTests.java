package io.xiaohu.support.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.xiaohu.kernel.SignedFile;
import io.xiaohu.kernel.SigningKeys;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.Deflater;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openpdf.text.Document;
import org.openpdf.text.Paragraph;
import org.openpdf.text.pdf.PdfFileSpecification;
import org.openpdf.text.pdf.PdfWriter;

/** A PDF that only shows pages passes; one that could do anything does not. */
class InertPdfTests {

    private static final Charset LATIN = StandardCharsets.ISO_8859_1;
    private static final int MEGABYTE = 1024 * 1024;
    private static final String USUAL =
            "/Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length 99 0 R/Extends 3 0 R";
    private static final String SCRIPT = "1 0 <</S/JavaScript/JS(x)>>";
    private static final String HARMLESS = "1 0 <</Type/Page>>";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    <</Type/Page/Contents 4 0 R>>                    | -
                    <</Type /Catalog /Pages 2 0 R /Lang (en)>>       | -
                    <</S/JavaScript/JS(app.alert(1))>>               | PDF:JavaScript
                    <</OpenAction<</S/Launch/F(calc.exe)>>>>         | PDF:Launch
                    <</Names<</EmbeddedFiles 9 0 R>>>>               | PDF:EmbeddedFiles
                    <</Type/EmbeddedFile/Length 3>>                  | PDF:EmbeddedFile
                    <</S/J#61vaScript>>                              | PDF:JavaScript
                    <</AcroForm<</XFA 8 0 R>>>>                      | PDF:XFA
                    <</S/SubmitForm/F(http://example.com)>>          | PDF:SubmitForm
                    <</Encrypt 7 0 R>>                               | PDF:Encrypt
                    <</Subtype/RichMedia>>                           | PDF:RichMedia
                    <</Type/Filespec/EF<</F 6 0 R>>>>                | PDF:EF
                    <</S/Rendition/JS 5 0 R>>                        | PDF:JS
                    <</JS/XFA/EF>>                                   | -
                    <</JSomething 1/LaunchPad 2>>                    | -
                    """)
    void whatIsActiveIsFoundByItsName(String object, String found) {
        byte[] pdf = ("%PDF-1.7\n1 0 obj" + object + "endobj").getBytes(StandardCharsets.UTF_8);
        assertThat(InertPdf.activeIn(pdf).orElse("-")).isEqualTo(found);
    }

    @Test
    void whatIsActiveIsFoundInACompressedObjectStream() {
        assertThat(InertPdf.activeIn(withStream(SCRIPT))).isPresent();
        assertThat(InertPdf.activeIn(withStream(HARMLESS))).isEmpty();
    }

    @Test
    void whatUnpacksToMoreThanTheBoundIsRefusedWithoutUnpackingIt() {
        assertThat(InertPdf.activeIn(withStream(" ".repeat(40 * 1024 * 1024))))
                .contains("PDF:TooMuchInside");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/Type/Obj#53tm/N 1/First 4/Filter/FlateDecode",
                "/N 1/First 4/Filter/FlateDecode",
                "/Type/ObjStm/N 1/F#69rst 4/Filter[/Fl#61teDecode]",
                "/Type/ObjStm/N 1/First 4/Filter/FlateDecode/X<</A<</B<</C<</D 1>>>>>>>>",
                "/Type/ObjStm/X(>> endobj)/N 1/First 4/Filter/FlateDecode",
                "/A[>>]/N 1/First 4/Filter/FlateDecode",
                "/A[>>]/B stream/N 1/First 4/Filter/FlateDecode",
                "/A endobj/N 1/First 4/Filter/FlateDecode",
                "%>> \n/N 1/First 4/Filter/FlateDecode"
            })
    void anObjectStreamIsLookedIntoHoweverItIsWritten(String dictionary) {
        assertThat(InertPdf.activeIn(stream(dictionary, packed(SCRIPT)))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/Type/ObjStm/N 1/First 4/Filter/LZWDecode",
                "/Type/ObjStm/N 1/First 4/Filter[/ASCIIHexDecode/FlateDecode]",
                "/Type/ObjStm/N 1/First 4/Filter[/FlateDecode 7 0 R]",
                "/Type/ObjStm/N 1/First 4/Filter/FlateDecode 7 0 R",
                "/Type/ObjStm/N 1/First 4/Filter 7 0 R",
                "/Type/ObjStm/N 1/First 4/Filter/FlateDecode/Filter/LZWDecode",
                "/Type/ObjStm/N 1/First 4/Filter/FlateDecode/DecodeParms<</Predictor 12>>",
                "/Type/ObjStm/N 1/First 4/F(another file)"
            })
    void whatIsPackedInAWayThatIsNotUnpackedIsRefused(String dictionary) {
        assertThat(InertPdf.activeIn(stream(dictionary, packed(HARMLESS))))
                .contains("PDF:ObjectStream");
    }

    @Test
    void aBrokenObjectStreamIsRefused() {
        byte[] packed = packed(HARMLESS.repeat(100));
        assertThat(InertPdf.activeIn(stream(USUAL, Arrays.copyOf(packed, packed.length / 2))))
                .contains("PDF:ObjectStream");
        assertThat(InertPdf.activeIn(stream(USUAL, HARMLESS.getBytes(StandardCharsets.UTF_8))))
                .contains("PDF:ObjectStream");
    }

    @Test
    void anObjectStreamThatOnlySomeReadersFindIsRefused() {
        assertThat(InertPdf.activeIn("%PDF-1.7\n/Type /ObjStm".getBytes(StandardCharsets.UTF_8)))
                .contains("PDF:ObjectStream");
    }

    /** With a pattern that backtracks, each of these takes minutes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ObjStm ",
                "1 0 obj<<",
                "1 0 obj<</First 1>>stream\n",
                "1 0 obj<</ObjStm>>stream\n",
                "1 0 obj(",
                "1 0 obj<</A(",
                "1 0 obj<<[",
                "1 0 obj<<%",
                "/#",
                "/JS ",
                "<<"
            })
    void aHostileTextIsAnswered(String piece) {
        byte[] text = ("%PDF-1.7\n" + piece.repeat(MEGABYTE / piece.length())).getBytes(LATIN);
        assertThatCode(() -> InertPdf.activeIn(text)).doesNotThrowAnyException();
        assertThatCode(() -> InertPdf.activeIn(withStream(piece.repeat(MEGABYTE / piece.length()))))
                .doesNotThrowAnyException();
    }

    @Test
    void whatUsualWritersMakeIsInert() throws IOException {
        assertThat(InertPdf.activeIn(openPdf(false, false))).isEmpty();
        assertThat(InertPdf.activeIn(openPdf(true, false))).isEmpty();
        byte[] pdfBox = pdfBox();
        assertThat(new String(pdfBox, LATIN)).contains("/ObjStm");
        assertThat(InertPdf.activeIn(pdfBox)).isEmpty();
    }

    @Test
    void aStatementOfOursPassesWithItsProofAndAnotherFileDoesNot() throws IOException {
        SigningKeys ours = new SigningKeys(Map.of(1, SigningKeys.newKey()));
        SigningKeys theirs = new SigningKeys(Map.of(1, SigningKeys.newKey()));
        byte[] proven = openPdf(false, true);
        assertThat(FileChecks.active(SignedFile.sign(proven, ours), ours)).isEmpty();
        assertThat(FileChecks.active(SignedFile.sign(proven, theirs), ours)).isPresent();
        assertThat(FileChecks.active(proven, ours)).isPresent();
    }

    private static byte[] openPdf(boolean packed, boolean proven) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Document document = new Document()) {
            PdfWriter writer = PdfWriter.getInstance(document, out);
            if (packed) {
                writer.setFullCompression();
            }
            document.addTitle("对账单");
            document.open();
            for (int i = 0; i < 200; i++) {
                document.add(new Paragraph("A line of a statement, number " + i));
            }
            if (proven) {
                byte[] proof = "{}".getBytes(StandardCharsets.UTF_8);
                writer.addFileAttachment(
                        "proof",
                        PdfFileSpecification.fileEmbedded(writer, null, "proof.json", proof));
            }
        }
        return out.toByteArray();
    }

    private static byte[] pdfBox() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PDDocument document = new PDDocument()) {
            for (int i = 0; i < 50; i++) {
                document.addPage(new PDPage());
            }
            document.save(out);
        }
        return out.toByteArray();
    }

    private static byte[] withStream(String objects) {
        return stream(USUAL, packed(objects));
    }

    private static byte[] stream(String dictionary, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(("%PDF-1.7\n5 0 obj<<" + dictionary + ">>stream\n").getBytes(LATIN));
        out.writeBytes(content);
        out.writeBytes("\nendstream endobj".getBytes(LATIN));
        return out.toByteArray();
    }

    private static byte[] packed(String objects) {
        Deflater deflater = new Deflater();
        deflater.setInput(objects.getBytes(StandardCharsets.ISO_8859_1));
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] part = new byte[8192];
        for (int read; (read = deflater.deflate(part)) > 0; ) {
            out.write(part, 0, read);
        }
        deflater.end();
        return out.toByteArray();
    }
}
