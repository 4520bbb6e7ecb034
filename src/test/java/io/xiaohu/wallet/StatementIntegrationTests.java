package io.xiaohu.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.kernel.SignedFile;
import io.xiaohu.kernel.SigningKeys;
import io.xiaohu.kernel.Written;
import io.xiaohu.ledger.Ledger;
import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.AtOnce;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.LedgerActs;
import io.xiaohu.testing.TestCustomer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Statements as files, and what the site says of them when somebody brings one. */
@IntegrationTest
class StatementIntegrationTests {

    private static final String PDF = "PDF";
    private static final String CSV = "CSV";

    @LocalServerPort private int port;
    @Autowired private Ledger ledger;

    @Test
    void aTableHasEveryLineWithItsBalanceAndNoFormula() {
        TestCustomer chen = chen();
        String id =
                chen.api()
                        .get("/api/v1/movements?kind=TRANSFER_OUT")
                        .json()
                        .at("/items/0/id")
                        .asString();
        String note = "{\"text\":\"@SUM(1), \\\"twice\\\"\"}";
        chen.api().put("/api/v1/movements/TRANSFER_OUT/" + id + "/note", note);
        HttpResponse<byte[]> answer = export(chen, CSV, today(), today());
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/csv;charset=UTF-8");
        assertThat(answer.headers().firstValue("Content-Disposition").orElse("")).contains(".csv");
        String csv = new String(answer.body(), StandardCharsets.UTF_8);
        assertThat(csv)
                .startsWith("\uFEFFTime,Kind,Person,Amount,Balance after,Currency,Memo,My note,")
                .endsWith("\r\n");
        assertThat(csv.lines()).hasSize(4);
        assertThat(csv)
                .contains(",Transfer to,林**,-36.50,463.50,CNY,'=1+1,\"'@SUM(1), \"\"twice\"\"\",")
                .contains(",Transfer from,林**,20.00,483.50,CNY,午饭,,");
        chen.api().speaking("zh-CN");
        assertThat(new String(export(chen, CSV, today(), today()).body(), StandardCharsets.UTF_8))
                .startsWith("\uFEFF时间,类型,对方,金额,余额,")
                .contains(",转账给,林**,");
    }

    @Test
    void aDocumentSaysWhatIsInTheBooksInWordsThatCanBeSelected() throws IOException {
        TestCustomer chen = chen();
        chen.api().speaking("zh-CN");
        HttpResponse<byte[]> answer = export(chen, PDF, today().minusDays(30), today());
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/pdf");
        String text = textOf(answer.body());
        assertThat(text)
                .contains("账户对账单", "期初余额", "¥0.00", "期末余额", "¥483.50", "陈**")
                .contains("转账给", "林**", "-¥36.50", "¥463.50", "+¥20.00", "午饭", "小狐钱包 1 /")
                .contains("/verify-statement", "证明的 SHA-256")
                .doesNotContain(chen.phone(), "陈晓宁");
        chen.api().speaking("en");
        byte[] english = export(chen, PDF, today(), today()).body();
        assertThat(textOf(english)).contains("Account statement", "Transfer to", "Closing balance");
    }

    @Test
    void theSiteKnowsAGenuineOneAndItsProof() throws IOException {
        byte[] pdf = export(chen(), PDF, today(), today()).body();
        Document page = check("statement.pdf", pdf);
        assertThat(page.select(".verdict b").text()).isEqualTo("Genuine");
        assertThat(page.select("table.card").text()).contains("¥0.00", "¥483.50", "Movements 3");
        String proof = proofIn(pdf);
        assertThat(verdict(proof.getBytes(StandardCharsets.UTF_8))).isEqualTo("Genuine");
        assertThat(verdict("\n".getBytes(StandardCharsets.UTF_8))).isEqualTo("Not ours");
    }

    @Test
    void anyChangeOfADocumentIsTold() throws IOException {
        TestCustomer chen = chen();
        byte[] pdf = export(chen, PDF, today(), today()).body();
        for (int at = 20; at < pdf.length; at += pdf.length / 25) {
            byte[] changed = pdf.clone();
            changed[at] ^= 1;
            assertThat(verdict(changed)).as("byte " + at).isNotEqualTo("Genuine");
        }
        Document anew = check("statement.pdf", savedAnew(pdf, Map.of()));
        assertThat(anew.select(".verdict b").text()).isEqualTo("Altered");
        assertThat(anew.select(".verdict").text()).contains("The proof inside still holds");
        assertThat(anew.select("table.card").text()).contains("¥483.50");
        byte[] longer = Arrays.copyOf(pdf, pdf.length + 1);
        assertThat(verdict(longer)).isEqualTo("Altered");
    }

    @Test
    void theProofOfAnotherPeriodIsToldEvenUnderTheOldSignature() throws IOException {
        TestCustomer chen = chen();
        byte[] pdf = export(chen, PDF, today(), today()).body();
        String other = proofIn(export(chen, PDF, today().minusDays(9), today()).body());
        byte[] exchanged = savedAnew(pdf, Map.of("ledger-proof.json", other));
        assertThat(verdict(exchanged)).isEqualTo("Altered");
        int trailer = pdf.length - 18 - 194;
        byte[] both = Arrays.copyOf(exchanged, exchanged.length + pdf.length - trailer);
        System.arraycopy(pdf, trailer, both, exchanged.length, pdf.length - trailer);
        assertThat(SignedFile.signature(both)).isPresent();
        assertThat(verdict(both)).isEqualTo("Altered");
    }

    @ParameterizedTest
    @CsvSource({
        "'\"amountMinor\" : \"-3650\"', '\"amountMinor\" : \"-365\"'",
        "'\"postedAfterMinor\" : \"46350\"', '\"postedAfterMinor\" : \"96350\"'",
        "'\"memo\" : \"午饭\"', '\"memo\" : \"工资\"'",
        "'\"from\" : \"20', '\"from\" : \"19'",
    })
    void anAlteredProofIsTold(String words, String others) throws IOException {
        TestCustomer chen = chen();
        String proof = proofIn(export(chen, PDF, today(), today()).body());
        assertThat(proof).contains(words);
        String altered = proof.replace(words, others);
        if (words.contains("from")) {
            // An account's own beginning covers any earlier one; a cut-off beginning does not.
            altered = proof.replaceFirst("(?s)(\"entries\" : \\[ )\\{.*?\\}, \\{", "$1{");
        }
        assertThat(verdict(altered.getBytes(StandardCharsets.UTF_8))).isEqualTo("Altered");
    }

    @Test
    void whatAnotherSignedIsNotOurs() throws IOException {
        byte[] pdf = export(chen(), PDF, today(), today()).body();
        byte[] content = Arrays.copyOf(pdf, pdf.length - 18 - 194);
        SigningKeys theirs = new SigningKeys(Map.of(1, SigningKeys.newKey()));
        assertThat(verdict(SignedFile.sign(content, theirs))).isEqualTo("Altered");
        byte[] foreign =
                SignedFile.sign("%PDF-1.4 nothing".getBytes(StandardCharsets.UTF_8), theirs);
        assertThat(verdict(foreign)).isEqualTo("Not ours");
        assertThat(verdict("{\"format\":\"another\"}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("Not ours");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-01, 2027-01-02, PDF, to",
        "2026-02-01, 2026-01-01, CSV, to",
        "2199-01-01, 2199-01-02, CSV, from",
        "1999-01-01, 1999-02-01, CSV, from",
        "yesterday, 2026-01-01, CSV, from",
    })
    void aPeriodThatCannotBeIsOneSentence(String from, String to, String format, String field) {
        ApiCaller api = TestCustomer.register(port).api();
        ApiCaller.Answer answer =
                api.post(
                        "/api/v1/statement-exports",
                        "{\"from\":\"%s\",\"to\":\"%s\",\"format\":\"%s\"}"
                                .formatted(from, to, format));
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.json().at("/fields/0/name").asString()).isEqualTo(field);
        assertThat(answer.json().at("/fields/0/detail").asString()).endsWith(".");
    }

    @Test
    void whereNothingEverMovedThereIsNoDocumentButAnEmptyTable() {
        TestCustomer newcomer = TestCustomer.register(port);
        HttpResponse<byte[]> pdf = export(newcomer, PDF, today(), today());
        assertThat(pdf.statusCode()).isEqualTo(422);
        assertThat(new String(pdf.body(), StandardCharsets.UTF_8)).contains("STATEMENT_EMPTY");
        assertThat(
                        new String(
                                        export(newcomer, CSV, today(), today()).body(),
                                        StandardCharsets.UTF_8)
                                .lines())
                .hasSize(1);
    }

    @Test
    void checksAreCountedByAddress() {
        ApiCaller one = new ApiCaller(port).from("203.0.113.77");
        byte[] nothing = {1};
        int refused = 0;
        for (int i = 0; i < 61; i++) {
            refused = one.upload("/en/verify-statement", "x.pdf", nothing).status();
        }
        assertThat(refused).isEqualTo(429);
    }

    @Test
    void aLongStatementIsMadeAndCheckedWhileOneWaits() throws Exception {
        TestCustomer chen = TestCustomer.register(port, "陈晓宁").withMoney("3.00");
        TestCustomer lin = TestCustomer.register(port, "林小满");
        LedgerActs acts = new LedgerActs(ledger);
        acts.fund(chen.id(), 10_000_000);
        AtOnce.times(2_000, n -> acts.transfer(chen.id(), lin.id(), 100 + n, "memo " + n));
        Instant begin = Instant.now();
        byte[] pdf = export(chen, PDF, today(), today()).body();
        Duration made = Duration.between(begin, Instant.now());
        begin = Instant.now();
        assertThat(verdict(pdf)).isEqualTo("Genuine");
        Duration checked = Duration.between(begin, Instant.now());
        assertThat(made.plus(checked)).isLessThan(Duration.ofSeconds(20));
    }

    private TestCustomer chen() {
        TestCustomer chen = TestCustomer.register(port, "陈晓宁").withPin().withMoney("500.00");
        TestCustomer lin = TestCustomer.register(port, "林小满").withPin().withMoney("80.00");
        pay(chen, lin, "36.50", "=1+1");
        pay(lin, chen, "20.00", "午饭");
        return chen;
    }

    private static void pay(TestCustomer from, TestCustomer to, String amount, String memo) {
        ApiCaller.Answer paid =
                from.api()
                        .post(
                                "/api/v1/transfers",
                                """
                                {"toPhone":"%s","amount":{"amount":"%s","asset":"CNY"},\
                                "pin":"%s","memo":"%s"}\
                                """
                                        .formatted(to.phone(), amount, TestCustomer.PIN, memo));
        assertThat(paid.status()).as(paid.text()).isEqualTo(201);
    }

    private static HttpResponse<byte[]> export(
            TestCustomer who, String format, LocalDate from, LocalDate to) {
        return who.api()
                .file(
                        "/api/v1/statement-exports",
                        "{\"from\":\"%s\",\"to\":\"%s\",\"format\":\"%s\"}"
                                .formatted(from, to, format));
    }

    private String verdict(byte[] file) {
        return check("file", file).select(".verdict b").text();
    }

    /** Each from an address of its own: what is counted is not what is tried here. */
    private Document check(String name, byte[] file) {
        ApiCaller anybody =
                new ApiCaller(port).from("198.51.100." + (1 + (int) (Math.random() * 250)));
        return Jsoup.parse(anybody.upload("/en/verify-statement", name, file).text());
    }

    private static String textOf(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }

    private static String proofIn(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            byte[] only =
                    files(document)
                            .getNames()
                            .values()
                            .iterator()
                            .next()
                            .getEmbeddedFile()
                            .toByteArray();
            return new String(only, StandardCharsets.UTF_8);
        }
    }

    /** As a program saves it that knows nothing of signatures, with files exchanged. */
    private static byte[] savedAnew(byte[] pdf, Map<String, String> exchanged) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            for (var one : files(document).getNames().values()) {
                String other = exchanged.get(one.getFilename());
                if (other != null) {
                    byte[] bytes = other.getBytes(StandardCharsets.UTF_8);
                    one.setEmbeddedFile(
                            new PDEmbeddedFile(document, new ByteArrayInputStream(bytes)));
                }
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        }
    }

    private static PDEmbeddedFilesNameTreeNode files(PDDocument document) {
        return document.getDocumentCatalog().getNames().getEmbeddedFiles();
    }

    private static LocalDate today() {
        return LocalDate.now(Written.ZONE);
    }
}
