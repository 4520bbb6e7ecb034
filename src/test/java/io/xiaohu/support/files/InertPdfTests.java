package io.xiaohu.support.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A PDF that only shows pages passes; one that could do anything does not. */
class InertPdfTests {

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
                    <</JSomething 1/LaunchPad 2>>                    | -
                    """)
    void whatIsActiveIsFoundByItsName(String object, String found) {
        byte[] pdf = ("%PDF-1.7\n1 0 obj" + object + "endobj").getBytes(StandardCharsets.UTF_8);
        assertThat(InertPdf.activeIn(pdf).orElse("-")).isEqualTo(found);
    }

    @Test
    void whatIsActiveIsFoundInACompressedObjectStream() {
        assertThat(InertPdf.activeIn(withStream("1 0 <</S/JavaScript/JS(x)>>"))).isPresent();
        assertThat(InertPdf.activeIn(withStream("1 0 <</Type/Page>>"))).isEmpty();
    }

    @Test
    void whatUnpacksToMoreThanTheBoundIsRefusedWithoutUnpackingIt() {
        assertThat(InertPdf.activeIn(withStream(" ".repeat(40 * 1024 * 1024))))
                .contains("PDF:TooMuchInside");
    }

    private static byte[] withStream(String objects) {
        Deflater deflater = new Deflater();
        deflater.setInput(objects.getBytes(StandardCharsets.ISO_8859_1));
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(
                "%PDF-1.7\n5 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length 99>>stream\n"
                        .getBytes(StandardCharsets.UTF_8));
        byte[] part = new byte[8192];
        for (int read; (read = deflater.deflate(part)) > 0; ) {
            out.write(part, 0, read);
        }
        deflater.end();
        out.writeBytes("\nendstream endobj".getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }
}
