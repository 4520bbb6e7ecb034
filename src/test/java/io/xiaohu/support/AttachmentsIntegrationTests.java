package io.xiaohu.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.testing.TestStaff;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Files are guests: known by their content, bounded, drawn anew, and shown to nobody else. */
@IntegrationTest
class AttachmentsIntegrationTests {

    private static final String PATH = "/api/v1/attachments";

    @LocalServerPort private int port;
    @Autowired private JdbcClient sql;

    @Test
    void aPictureIsDrawnAnewAndOnlyItsSenderSeesIt() throws IOException {
        TestCustomer chen = TestCustomer.register(port);
        byte[] picture = png();
        byte[] withSecret = new byte[picture.length + 20];
        System.arraycopy(picture, 0, withSecret, 0, picture.length);
        ApiCaller.Answer stored = chen.api().upload(PATH, "shot.png", withSecret);
        assertThat(stored.status()).as(stored.text()).isEqualTo(201);
        assertThat(stored.json().path("type").asString()).isEqualTo("image/png");
        assertThat(stored.json().path("sha256").asString()).hasSize(64);
        String file = PATH + "/" + stored.json().path("id").asString();
        assertThat(chen.api().get(file).status()).isEqualTo(200);
        assertThat(TestCustomer.register(port).api().get(file).status()).isEqualTo(404);
        assertThat(new ApiCaller(port).get(file).status()).isEqualTo(401);
    }

    @Test
    void whatAFileIsDecidesItsContentNotItsName() {
        ApiCaller chen = TestCustomer.register(port).api();
        byte[] script = "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);
        assertThat(chen.upload(PATH, "shot.png", script).code()).isEqualTo("FILE_TYPE_REFUSED");
        byte[] cut = {(byte) 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0};
        assertThat(chen.upload(PATH, "cut.png", cut).code()).isEqualTo("FILE_TYPE_REFUSED");
        assertThat(chen.upload(PATH, "none", new byte[0]).status()).isBetween(400, 499);
        byte[] pdf = "%PDF-1.7 content".getBytes(StandardCharsets.UTF_8);
        assertThat(chen.upload(PATH, "a.txt", pdf).json().path("type").asString())
                .isEqualTo("application/pdf");
    }

    @Test
    void theSameKeyIsForTheSameFileNotForOneOfTheSameLength() {
        ApiCaller chen = TestCustomer.register(port).api();
        byte[] one = "%PDF-1.7 content".getBytes(StandardCharsets.UTF_8);
        byte[] other = "%PDF-1.7 CONTENT".getBytes(StandardCharsets.UTF_8);
        ApiCaller.Answer first = chen.upload(PATH, "a.pdf", one, "file");
        assertThat(first.status()).as(first.text()).isEqualTo(201);
        assertThat(chen.upload(PATH, "b.pdf", one, "file").text()).isEqualTo(first.text());
        assertThat(chen.upload(PATH, "a.pdf", other, "file").code())
                .isEqualTo("IDEMPOTENCY_CONFLICT");
    }

    @Test
    void aPictureWithMorePixelsThanTheMemoryIsRefusedBeforeItIsRead() throws IOException {
        byte[] picture = png();
        for (int i = 0; i < 4; i++) {
            picture[16 + i] = (byte) (i == 1 ? 1 : 0);
            picture[20 + i] = (byte) (i == 1 ? 1 : 0);
        }
        assertThat(TestCustomer.register(port).api().upload(PATH, "bomb.png", picture).code())
                .isEqualTo("FILE_TYPE_REFUSED");
    }

    @Test
    void aFileOverTenMegabytesIsTooLarge() {
        byte[] large = new byte[10 * 1024 * 1024 + 1];
        assertThat(TestCustomer.register(port).api().upload(PATH, "l.pdf", large).status())
                .isEqualTo(413);
    }

    @Test
    void aGuestSendsAFileAsACustomerDoesAndSigningInKeepsIt() throws IOException {
        ApiCaller guest = new ApiCaller(port);
        String id = asked(guest);
        byte[] picture = png();
        byte[] withSecret = Arrays.copyOf(picture, picture.length + 20);
        ApiCaller.Answer stored = guest.upload(PATH, "shot.png", withSecret);
        assertThat(stored.status()).as(stored.text()).isEqualTo(201);
        String file = PATH + "/" + stored.json().path("id").asString();
        ApiCaller stranger = new ApiCaller(port);
        asked(stranger);
        assertThat(stranger.get(file).status()).isEqualTo(404);
        String line =
                "{\"clientId\":\"f\",\"attachmentIds\":[\"%s\"]}"
                        .formatted(stored.json().path("id").asString());
        assertThat(stranger.post(lines(asked(stranger)), line).status()).isEqualTo(404);
        assertThat(guest.post(lines(id), line).status()).isEqualTo(201);
        assertThat(guest.get(file).status()).isEqualTo(200);
        ApiCaller agent = TestStaff.signIn(port, "agent");
        assertThat(agent.get(file.replace("/v1/", "/v1/desk/")).status()).isEqualTo(200);

        String phone = TestCustomer.newPhone();
        String code = TestCustomer.code(guest, phone, "REGISTER");
        guest.post(
                "/api/v1/customers",
                "{\"phone\":\"%s\",\"password\":\"%s\",\"code\":\"%s\"}"
                        .formatted(phone, TestCustomer.PASSWORD, code));
        assertThat(guest.get(file).status()).isEqualTo(200);
    }

    @Test
    void staffOpensAFileForTheReasonThereIsToOpenItsConversation() throws IOException {
        TestCustomer chen = TestCustomer.register(port);
        String id = asked(chen.api());
        String file = chen.api().upload(PATH, "shot.png", png()).json().path("id").asString();
        chen.api()
                .post(lines(id), "{\"clientId\":\"f\",\"attachmentIds\":[\"%s\"]}".formatted(file));
        String path = "/api/v1/desk/attachments/" + file;
        ApiCaller agent = TestStaff.signIn(port, "agent");
        agent.post("/api/v1/desk/conversations/" + id + "/claim", "{}");
        ApiCaller.Answer opened = agent.get(path);
        assertThat(opened.status()).isEqualTo(200);
        assertThat(opened.raw().headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(TestStaff.signIn(port, "supervisor").get(path).code())
                .isEqualTo("LOOK_REASON_NEEDED");
        assertThat(
                        sql.sql(
                                        """
                                        select details ->> 'reason'
                                        from audit.line
                                        where subject = :file
                                        and action = 'file.viewed'
                                        """)
                                .param("file", "attachment:" + file)
                                .query((row, n) -> row.getString(1))
                                .list())
                .containsExactly("conversation");
    }

    @Test
    void aFileIsOpenedInHoweverOldAConversation() throws IOException {
        TestCustomer chen = TestCustomer.register(port);
        String id = asked(chen.api());
        ApiCaller agent = TestStaff.signIn(port, "agent");
        agent.post("/api/v1/desk/conversations/" + id + "/claim", "{}");
        String file =
                agent.upload("/api/v1/desk/attachments", "shot.png", png())
                        .json()
                        .path("id")
                        .asString();
        agent.post(
                "/api/v1/desk/conversations/" + id + "/messages",
                "{\"clientId\":\"f\",\"attachmentIds\":[\"%s\"]}".formatted(file));
        sql.sql(
                        """
                        insert into support.conversation (
                            id, customer_id, topic, language, state, opened_at, last_at, closed_at)
                        select gen_random_uuid(), customer_id, topic, language, 'CLOSED',
                            opened_at, last_at + interval '1 day', last_at + interval '1 day'
                        from support.conversation, generate_series(1, 50)
                        where id = cast(:id as uuid)
                        """)
                .param("id", id)
                .update();
        assertThat(chen.api().get(PATH + "/" + file).status()).isEqualTo(200);
        assertThat(TestCustomer.register(port).api().get(PATH + "/" + file).status())
                .isEqualTo(404);
    }

    @Test
    void whoeverHasNotAskedAnythingSendsNoFile() throws IOException {
        assertThat(new ApiCaller(port).upload(PATH, "shot.png", png()).code())
                .isEqualTo("NOT_SIGNED_IN");
    }

    private static String asked(ApiCaller guest) {
        return guest.post("/api/v1/conversations", "{\"topic\":\"CODE\",\"message\":\"没有验证码\"}")
                .json()
                .path("id")
                .asString();
    }

    private static String lines(String id) {
        return "/api/v1/conversations/" + id + "/messages";
    }

    private static byte[] png() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "png", out);
        return out.toByteArray();
    }
}
