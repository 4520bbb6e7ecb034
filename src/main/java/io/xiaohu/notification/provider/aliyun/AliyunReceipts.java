package io.xiaohu.notification.provider.aliyun;

import io.xiaohu.notification.DeliveryStep;
import io.xiaohu.notification.provider.CarrierCodes;
import io.xiaohu.notification.provider.Receipt;
import io.xiaohu.notification.provider.TextProvider.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads what Aliyun pushes as {@code SmsReport}: an array of reports, several texts at once. It is
 * not signed.
 */
public final class AliyunReceipts {

    private AliyunReceipts() {}

    /** The receipts in a body; what is none is left out. */
    public static List<Receipt> read(JsonNode body) {
        List<Receipt> receipts = new ArrayList<>();
        for (JsonNode each : body) {
            String reference = each.path("biz_id").asString("");
            JsonNode success = each.path("success");
            if (!reference.isEmpty() && success.isBoolean()) {
                receipts.add(
                        new Receipt(
                                AliyunTexts.NAME,
                                id(each.path("out_id").asString("")),
                                reference,
                                report(success.booleanValue(), each)));
            }
        }
        return receipts;
    }

    private static Report report(boolean success, JsonNode receipt) {
        String code = receipt.path("err_code").asString("");
        return success
                ? Report.of(DeliveryStep.State.DELIVERED)
                : Report.failed(CarrierCodes.why(code), code);
    }

    static @Nullable UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException notOurs) {
            return null;
        }
    }
}
