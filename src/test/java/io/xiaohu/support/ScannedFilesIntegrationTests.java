package io.xiaohu.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestClamd;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.testing.TestStaff;
import io.xiaohu.testing.Waiting;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** With ClamAV configured nobody sees a file before it has answered, however long that takes. */
@IntegrationTest
@DirtiesContext
class ScannedFilesIntegrationTests {

    private static final String PATH = "/api/v1/attachments";
    private static final TestClamd CLAMD = new TestClamd();

    @LocalServerPort private int port;

    @SuppressWarnings("NullAway.Init")
    @Autowired
    private JdbcClient sql;

    private ApiCaller chen = new ApiCaller(0);

    @DynamicPropertySource
    static void scanWith(DynamicPropertyRegistry settings) {
        settings.add("xiaohu.files.clamd", CLAMD::address);
        settings.add("xiaohu.files.retry-after", () -> "100ms");
    }

    @AfterAll
    static void stopScanning() {
        CLAMD.close();
    }

    @BeforeEach
    void somebody() {
        chen = TestCustomer.register(port).api();
    }

    @Test
    void aCleanFileIsSeenOnceTheScannerHasAnswered() throws IOException {
        String file = send("shot.png", png());
        Waiting.until(() -> state(file).equals("CLEAN"));
        ApiCaller.Answer seen = chen.get(file);
        assertThat(seen.status()).isEqualTo(200);
        assertThat(header(seen, "Content-Security-Policy")).contains("sandbox");
        assertThat(header(seen, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(seen, "Content-Disposition")).startsWith("inline; filename=\"file-");
    }

    @Test
    void aHarmfulFileIsNeitherShownNorKeptNorSentOn() {
        String file = send("bill.pdf", ("%PDF-1.7 " + TestClamd.EICAR).getBytes(UTF));
        Waiting.until(() -> state(file).equals("REFUSED"));
        assertThat(chen.get(file).code()).isEqualTo("FILE_HARMFUL");
        String id = file.substring(PATH.length() + 1);
        assertThat(
                        sql.sql(
                                        "select length(content) from support.attachment where id ="
                                                + " cast(:id as uuid) and found ="
                                                + " 'Eicar-Test-Signature'")
                                .param("id", id)
                                .query(Integer.class)
                                .single())
                .isZero();
        assertThat(write(talk(), id).code()).isEqualTo("FILE_HARMFUL");
    }

    @Test
    void whileTheScannerIsDownAFileWaitsAndStaffSeeThatItDoes() throws IOException {
        int before = CLAMD.scans();
        CLAMD.failNext(4);
        String file = send("shot.png", png());
        String id = file.substring(PATH.length() + 1);
        assertThat(write(talk(), id).status()).as("what waits may be sent").isEqualTo(201);
        ApiCaller agent = TestStaff.signIn(port, "agent");
        Waiting.until(() -> CLAMD.failuresLeft() == 0);
        Waiting.until(() -> state(file).equals("CLEAN"));
        assertThat(CLAMD.scans()).isEqualTo(before + 1);
        String desk = file.replace("/v1/", "/v1/desk/");
        assertThat(agent.get(desk + "/state").json().path("state").asString()).isEqualTo("CLEAN");
        assertThat(agent.get(desk).status()).isEqualTo(200);
    }

    @Test
    void whatWaitsIsOpenedByNobody() throws IOException {
        CLAMD.failNext(1_000_000);
        try {
            String file = send("shot.png", png());
            write(talk(), file.substring(PATH.length() + 1));
            assertThat(state(file)).isEqualTo("PENDING");
            assertThat(chen.get(file).code()).isEqualTo("FILE_BEING_CHECKED");
            assertThat(
                            TestStaff.signIn(port, "agent")
                                    .get(file.replace("/v1/", "/v1/desk/"))
                                    .code())
                    .isEqualTo("FILE_BEING_CHECKED");
        } finally {
            CLAMD.failNext(0);
        }
    }

    private static final java.nio.charset.Charset UTF = StandardCharsets.UTF_8;

    private String send(String name, byte[] content) {
        ApiCaller.Answer stored = chen.upload(PATH, name, content);
        assertThat(stored.status()).as(stored.text()).isEqualTo(201);
        assertThat(stored.json().path("state").asString()).isEqualTo("PENDING");
        return PATH + "/" + stored.json().path("id").asString();
    }

    private String state(String file) {
        return chen.get(file + "/state").json().path("state").asString();
    }

    private String talk() {
        return chen.post("/api/v1/conversations", "{\"topic\":\"OTHER\",\"message\":\"hello\"}")
                .json()
                .path("id")
                .asString();
    }

    private ApiCaller.Answer write(String conversation, String file) {
        return chen.post(
                "/api/v1/conversations/" + conversation + "/messages",
                "{\"clientId\":\"f\",\"text\":\"\",\"attachmentIds\":[\"%s\"]}".formatted(file));
    }

    private static String header(ApiCaller.Answer answer, String name) {
        return answer.raw().headers().firstValue(name).orElse("");
    }

    private static byte[] png() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "png", out);
        return out.toByteArray();
    }
}
