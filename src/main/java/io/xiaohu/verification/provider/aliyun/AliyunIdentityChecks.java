package io.xiaohu.verification.provider.aliyun;

import io.xiaohu.kernel.AliyunSignature;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.Signing;
import io.xiaohu.verification.CheckKind;
import io.xiaohu.verification.provider.IdentityCheckProvider;
import io.xiaohu.verification.provider.IdentityCheckSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks Aliyun's identity verification (实人认证, Cloudauth 2019-03-07): {@code Id2MetaVerify}, {@code
 * Mobile3MetaSimpleVerify}, {@code BankMetaVerify} with four elements, {@code ContrastFaceVerify}
 * with liveness. What is sent goes in a form in the body, so that no proxy's log has a number in an
 * address. Only an answer that names the person's result decides; every other is none.
 */
public final class AliyunIdentityChecks implements IdentityCheckProvider {

    public static final String NAME = "aliyun";

    private static final String VERSION = "2019-03-07";

    /** {@code Code} of an answer that is one. */
    private static final String OK = "200";

    /** {@code BizCode} of the comparing services: 1 agrees, 2 does not, 3 is not on record. */
    private static final String AGREES = "1";

    private static final String DIFFERS = "2";
    private static final String NO_RECORD = "3";

    /** {@code SubCode} of a card whose bank answers no such questions, not now: asked again. */
    private static final Set<String> NOT_NOW = Set.of("305", "306");

    private final IdentityCheckSettings.Aliyun settings;
    private final String secret;
    private final Duration timeout;
    private final JsonMapper json;
    private final Clock clock;
    private final HttpClient http;

    public AliyunIdentityChecks(
            IdentityCheckSettings.Aliyun settings, Duration timeout, JsonMapper json, Clock clock) {
        this.settings = settings;
        this.secret = settings.secret();
        this.timeout = timeout;
        this.json = json;
        this.clock = clock;
        this.http =
                HttpClient.newBuilder()
                        .connectTimeout(timeout)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<CheckKind> kinds() {
        Set<CheckKind> kinds =
                EnumSet.of(CheckKind.IDENTITY_NUMBER, CheckKind.PHONE_OWNER, CheckKind.BANK_CARD);
        if (settings.faceScene() != null) {
            kinds.add(CheckKind.FACE);
        }
        return kinds;
    }

    @Override
    public Verdict ask(Question question) {
        SortedMap<String, String> form = new TreeMap<>();
        if (question.kind() != CheckKind.FACE) {
            form.put("ParamType", "normal");
            form.put("UserName", question.name().value());
            form.put("IdentifyNum", question.number().value());
        }
        return switch (question.kind()) {
            case IDENTITY_NUMBER -> compared(call("Id2MetaVerify", form), Reason.IDENTITY_MISMATCH);
            case PHONE_OWNER -> {
                form.put("Mobile", Objects.requireNonNull(question.phone()));
                yield compared(call("Mobile3MetaSimpleVerify", form), Reason.PHONE_OWNER_MISMATCH);
            }
            case BANK_CARD -> {
                form.put("ProductType", "BANK_CARD_4_META");
                form.put("VerifyMode", "VERIFY_BANK_CARD");
                form.put("IdentityType", "01");
                form.put("BankCard", Objects.requireNonNull(question.card()));
                form.put("Mobile", Objects.requireNonNull(question.phone()));
                yield compared(call("BankMetaVerify", form), Reason.CARD_OWNER_MISMATCH);
            }
            case FACE -> face(question, form);
            case DOCUMENT, FACE_TO_FACE ->
                    throw new IllegalArgumentException("people decide " + question.kind());
        };
    }

    private Verdict face(Question question, SortedMap<String, String> form) {
        byte[] picture = Objects.requireNonNull(question.face());
        form.put("SceneId", Objects.requireNonNull(settings.faceScene()));
        form.put("OuterOrderNo", question.id().toString().replace("-", ""));
        form.put("ProductCode", "ID_MIN");
        form.put("Model", "FRONT_CAMERA_LIVENESS");
        form.put("CertType", "IDENTITY_CARD");
        form.put("CertName", question.name().value());
        form.put("CertNo", question.number().value());
        form.put("FaceContrastPicture", Base64.getEncoder().encodeToString(picture));
        JsonNode answer = call("ContrastFaceVerify", form);
        String reference = answer.at("/ResultObject/CertifyId").asString(requestId(answer));
        return switch (answer.at("/ResultObject/Passed").asString("")) {
            case "T" -> new Verdict.Passed(reference);
            case "F" -> new Verdict.Failed(Reason.FACE_MISMATCH, reference);
            default -> throw new Unanswered("aliyun did not say whether the face passed");
        };
    }

    private static Verdict compared(JsonNode answer, Reason whenDifferent) {
        JsonNode result = answer.path("ResultObject");
        String sub = result.path("SubCode").asString("");
        String reference = requestId(answer);
        if (NOT_NOW.contains(sub)) {
            throw new Unanswered("the bank does not answer now: " + sub);
        }
        return switch (result.path("BizCode").asString("")) {
            case AGREES -> new Verdict.Passed(reference);
            case DIFFERS -> new Verdict.Failed(whenDifferent, reference);
            case NO_RECORD -> new Verdict.Failed(unknown(whenDifferent), reference);
            default -> throw new Unanswered("aliyun gave no result");
        };
    }

    /** Nobody said that it differs, so nothing else is claimed. */
    private static Reason unknown(Reason whenDifferent) {
        return switch (whenDifferent) {
            case IDENTITY_MISMATCH -> Reason.IDENTITY_NOT_ON_RECORD;
            case CARD_OWNER_MISMATCH -> Reason.CARD_NOT_CHECKABLE;
            default -> whenDifferent;
        };
    }

    private static String requestId(JsonNode answer) {
        return answer.path("RequestId").asString("");
    }

    private JsonNode call(String action, SortedMap<String, String> parameters) {
        String form = Signing.query(parameters);
        String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        SortedMap<String, String> headers =
                AliyunSignature.headers(
                        settings.endpoint().getAuthority(),
                        action,
                        VERSION,
                        now,
                        UUID.randomUUID().toString(),
                        form);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(settings.endpoint() + "/"))
                        .timeout(timeout)
                        .POST(HttpRequest.BodyPublishers.ofString(form));
        // The client writes Host itself, from the same address.
        headers.forEach((name, value) -> {
            if (!name.equals("host")) {
                request.header(name, value);
            }
        });
        request.header(
                "Authorization",
                AliyunSignature.authorization(Map.of(), headers, settings.accessKeyId(), secret));
        return answer(request.build());
    }

    private JsonNode answer(HttpRequest request) {
        try {
            HttpResponse<String> answer =
                    http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            JsonNode body = json.readTree(answer.body());
            String code = body.path("Code").asString("");
            if (answer.statusCode() != 200 || !code.equals(OK)) {
                throw new Unanswered("status " + answer.statusCode() + ", code " + code);
            }
            return body;
        } catch (IOException e) {
            throw new Unanswered("aliyun could not be reached", e);
        } catch (JacksonException e) {
            // Its message would quote the answer.
            throw new Unanswered("the answer is no JSON");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unanswered("interrupted", e);
        }
    }
}
