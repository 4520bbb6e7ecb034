package io.xiaohu.notification.web;

import io.swagger.v3.oas.annotations.Hidden;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.Signing;
import io.xiaohu.notification.jdbc.TextReceipts;
import io.xiaohu.notification.provider.Receipt;
import io.xiaohu.notification.provider.TextSettings;
import io.xiaohu.notification.provider.aliyun.AliyunCallReceipts;
import io.xiaohu.notification.provider.aliyun.AliyunReceipts;
import io.xiaohu.notification.provider.tencent.TencentReceipts;
import io.xiaohu.notification.provider.twilio.TwilioReceipts;
import io.xiaohu.notification.provider.twilio.TwilioSignature;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where providers report on texts. Aliyun and Tencent Cloud sign nothing: they know a path nobody
 * else does. Twilio signs. Whoever cannot show either finds nothing here.
 */
@Hidden
@RestController
class TextReceiptsController {

    private static final Logger LOG = LoggerFactory.getLogger(TextReceiptsController.class);

    private static final int LARGEST_BODY = 512 * 1024;

    private final TextReceipts receipts;
    private final JsonMapper json;
    private final @Nullable String path;
    private final TextSettings settings;
    private final @Nullable String twilioToken;

    TextReceiptsController(TextReceipts receipts, JsonMapper json, TextSettings settings) {
        this.receipts = receipts;
        this.json = json;
        this.settings = settings;
        this.path = settings.receiptsPath();
        TextSettings.Twilio twilio = settings.twilio();
        this.twilioToken = twilio == null ? null : twilio.secret();
    }

    record AliyunAnswer(int code, String msg) {}

    record TencentAnswer(int result, String errmsg) {}

    @PostMapping("/callbacks/texts/aliyun/{secret}")
    AliyunAnswer aliyun(@PathVariable String secret, HttpServletRequest request) {
        takeUnsigned(secret, request, AliyunReceipts::read);
        return new AliyunAnswer(0, "OK");
    }

    @PostMapping("/callbacks/texts/aliyun-calls/{secret}")
    AliyunAnswer aliyunCalls(@PathVariable String secret, HttpServletRequest request) {
        takeUnsigned(secret, request, AliyunCallReceipts::read);
        return new AliyunAnswer(0, "OK");
    }

    @PostMapping("/callbacks/texts/tencent/{secret}")
    TencentAnswer tencent(@PathVariable String secret, HttpServletRequest request) {
        takeUnsigned(secret, request, TencentReceipts::read);
        return new TencentAnswer(0, "OK");
    }

    /** The address that was signed is the one Twilio was told, whatever a proxy made of it. */
    @PostMapping("/callbacks/texts/twilio/{text}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void twilio(
            @PathVariable UUID text,
            @RequestParam MultiValueMap<String, String> form,
            @RequestHeader(name = "X-Twilio-Signature", defaultValue = "") String signature) {
        String address = settings.twilioReceipts(text.toString());
        Map<String, String> fields = form.toSingleValueMap();
        if (twilioToken == null
                || address == null
                || !TwilioSignature.matches(address, fields, twilioToken, signature)) {
            throw Problem.of(Reason.NOT_FOUND).exception();
        }
        take(TwilioReceipts.read(text, fields).stream().toList());
    }

    private void takeUnsigned(
            String secret, HttpServletRequest request, Function<JsonNode, List<Receipt>> reader) {
        if (path == null || !Signing.same(path, secret)) {
            throw Problem.of(Reason.NOT_FOUND).exception();
        }
        take(reader.apply(body(request)));
    }

    private JsonNode body(HttpServletRequest request) {
        try {
            byte[] body = request.getInputStream().readNBytes(LARGEST_BODY + 1);
            if (body.length > LARGEST_BODY) {
                throw Problem.of(Reason.BODY_TOO_LARGE).exception();
            }
            return json.readTree(body);
        } catch (IOException | JacksonException e) {
            throw Problem.of(Reason.BAD_INPUT).exception();
        }
    }

    /**
     * A failure is told here and without the path: nobody who reads the log may send receipts. The
     * provider sends again what was not taken.
     */
    private void take(List<Receipt> reported) {
        boolean complete;
        try {
            complete = receipts.take(reported);
        } catch (RuntimeException e) {
            LOG.error("receipts of texts could not be taken", e);
            complete = false;
        }
        if (!complete) {
            throw Problem.of(Reason.UNAVAILABLE).exception();
        }
    }
}
