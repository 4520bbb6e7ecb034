package io.xiaohu.verification.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.xiaohu.kernel.Reason;
import io.xiaohu.verification.CheckKind;
import io.xiaohu.verification.core.IdentityNumber;
import io.xiaohu.verification.core.RealName;
import io.xiaohu.verification.provider.IdentityCheckProvider.Question;
import io.xiaohu.verification.provider.IdentityCheckProvider.Unanswered;
import io.xiaohu.verification.provider.IdentityCheckProvider.Verdict;
import io.xiaohu.verification.provider.aliyun.AliyunIdentityChecks;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class AliyunIdentityChecksTests {

    private static final byte[] FACE = "a picture".getBytes(StandardCharsets.UTF_8);

    @TempDir private Path folder;

    private final CloudauthServer server = new CloudauthServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "IDENTITY_NUMBER, 1, 101, ",
        "IDENTITY_NUMBER, 2, 201, IDENTITY_MISMATCH",
        "IDENTITY_NUMBER, 3, '',  IDENTITY_NOT_ON_RECORD",
        "PHONE_OWNER,     1, 101, ",
        "PHONE_OWNER,     2, 201, PHONE_OWNER_MISMATCH",
        "PHONE_OWNER,     3, '',  PHONE_OWNER_MISMATCH",
        "BANK_CARD,       1, 101, ",
        "BANK_CARD,       2, 214, CARD_OWNER_MISMATCH",
        "BANK_CARD,       3, 301, CARD_NOT_CHECKABLE",
    })
    void anAnswerIsReadAsDocumented(
            CheckKind kind, String code, String sub, @Nullable Reason reason) throws IOException {
        server.answers(200, answer(code, sub));
        Verdict verdict = provider().ask(question(kind));
        assertThat(verdict.reference()).isEqualTo("request-7");
        if (reason == null) {
            assertThat(verdict).isInstanceOf(Verdict.Passed.class);
        } else {
            assertThat(verdict)
                    .isInstanceOfSatisfying(
                            Verdict.Failed.class,
                            failed -> assertThat(failed.reason()).isEqualTo(reason));
        }
    }

    @Test
    void fourElementsOfACardAreSentInTheBody() throws IOException {
        server.answers(200, answer("1", "101"));
        provider().ask(question(CheckKind.BANK_CARD));
        assertThat(server.last().action()).isEqualTo("BankMetaVerify");
        assertThat(server.last().form())
                .containsEntry("ProductType", "BANK_CARD_4_META")
                .containsEntry("UserName", "林小满")
                .containsEntry("IdentifyNum", "11010519491231002X")
                .containsEntry("BankCard", "6222020000000000000")
                .containsEntry("Mobile", "13900137282");
    }

    @ParameterizedTest
    @CsvSource({"T, true", "F, false"})
    void aFaceIsComparedAlive(String passed, boolean alike) throws IOException {
        server.answers(
                200,
                """
                {"Code":"200","RequestId":"r","ResultObject":{"Passed":"%s","CertifyId":"c-9"}}\
                """
                        .formatted(passed));
        Verdict verdict = provider().ask(question(CheckKind.FACE));
        assertThat(verdict instanceof Verdict.Passed).isEqualTo(alike);
        assertThat(verdict.reference()).isEqualTo("c-9");
        assertThat(server.last().action()).isEqualTo("ContrastFaceVerify");
        assertThat(server.last().form())
                .containsEntry("SceneId", "1000")
                .containsEntry("CertNo", "11010519491231002X")
                .containsEntry("FaceContrastPicture", Base64.getEncoder().encodeToString(FACE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    503 | Service Unavailable
                    500 | {"Code":"500","Message":"x"}
                    429 | {"Code":"Throttling","Message":"x"}
                    200 | {"Code":"401","Message":"x"}
                    200 | {"Code":"200","ResultObject":{}}
                    200 | {"Code":"200","ResultObject":{"BizCode":"9"}}
                    200 | {"Code":"200","ResultObject":{"BizCode":"3","SubCode":"306"}}
                    200 | <html>
                    """)
    void whatSaysNothingOfThePersonIsNoAnswer(int status, String body) throws IOException {
        server.answers(status, body);
        IdentityCheckProvider provider = provider();
        assertThatExceptionOfType(Unanswered.class)
                .isThrownBy(() -> provider.ask(question(CheckKind.BANK_CARD)))
                .satisfies(e ->
                        assertThat(String.valueOf(e.getMessage()))
                                .doesNotContain("林")
                                .doesNotContain("110105"));
    }

    @Test
    void whoIsTooSlowOrNotThereGivesNoAnswer() throws IOException {
        server.answers(200, answer("1", "101"));
        server.answersAfter(Duration.ofSeconds(3));
        IdentityCheckProvider provider = provider();
        assertThatExceptionOfType(Unanswered.class)
                .isThrownBy(() -> provider.ask(question(CheckKind.PHONE_OWNER)));
        IdentityCheckProvider nobody = provider(URI.create("http://127.0.0.1:1"), secret());
        assertThatExceptionOfType(Unanswered.class)
                .isThrownBy(() -> nobody.ask(question(CheckKind.PHONE_OWNER)));
    }

    @Test
    void aWrongSecretIsToldByTheServerAndNoAnswer() throws IOException {
        server.answers(200, answer("1", "101"));
        Path wrong = Files.writeString(folder.resolve("wrong"), "not it");
        IdentityCheckProvider provider = provider(server.address(), wrong);
        assertThatExceptionOfType(Unanswered.class)
                .isThrownBy(() -> provider.ask(question(CheckKind.PHONE_OWNER)))
                .withMessageContaining("SignatureDoesNotMatch");
    }

    @Test
    void theSecretIsReadFromItsFileAndNeverWrittenOut() throws IOException {
        IdentityCheckSettings.Aliyun settings = settings(server.address(), secret());
        assertThat(settings.secret()).isEqualTo(CloudauthServer.SECRET);
        assertThat(settings.toString()).doesNotContain("secret");
        assertThat(new IdentityCheckSettings("aliyun", Duration.ofSeconds(1), settings))
                .hasToString("identity checks by aliyun");
        assertThatIllegalStateException()
                .isThrownBy(() -> settings(server.address(), folder.resolve("none")).secret())
                .withMessageContaining("cannot be read");
    }

    private IdentityCheckProvider provider() throws IOException {
        return provider(server.address(), secret());
    }

    private IdentityCheckProvider provider(URI endpoint, Path secret) {
        return new AliyunIdentityChecks(
                settings(endpoint, secret),
                Duration.ofSeconds(1),
                JsonMapper.shared(),
                Clock.systemUTC());
    }

    private static IdentityCheckSettings.Aliyun settings(URI endpoint, Path secret) {
        return new IdentityCheckSettings.Aliyun("test-key-id", null, secret, endpoint, "1000");
    }

    private Path secret() throws IOException {
        return Files.writeString(folder.resolve("secret"), CloudauthServer.SECRET + "\n");
    }

    private static Question question(CheckKind kind) {
        return new Question(
                UUID.randomUUID(),
                kind,
                new RealName("林小满"),
                new IdentityNumber("11010519491231002X"),
                "13900137282",
                "6222020000000000000",
                FACE,
                0);
    }

    private static String answer(String code, String sub) {
        return """
        {"Code":"200","Message":"success","RequestId":"request-7",\
        "ResultObject":{"BizCode":"%s","SubCode":"%s"}}\
        """
                .formatted(code, sub);
    }
}
