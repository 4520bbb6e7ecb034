package io.xiaohu.notification.provider.aliyun;

import io.xiaohu.notification.DeliveryStep;
import io.xiaohu.notification.DeliveryStep.Why;
import io.xiaohu.notification.provider.Receipt;
import io.xiaohu.notification.provider.TextProvider.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Reads what Aliyun's voice service pushes about calls: an array with {@code call_id}, {@code
 * out_id} and {@code status_code}. It is not signed. Only codes that say how a call ended count
 * (语音服务「运营商回执错误码」, those of single calls); the others tell of something in between.
 */
public final class AliyunCallReceipts {

    private static final Set<String> TAKEN = Set.of("200000", "200001");

    private static final Map<String, Why> NOT_TAKEN =
            Map.of(
                    "200002", Why.NO_ANSWER,
                    "200003", Why.NO_ANSWER,
                    "200004", Why.NUMBER_WRONG,
                    "200005", Why.NO_ANSWER,
                    "200006", Why.CARRIER,
                    "200007", Why.PHONE_OFF,
                    "200010", Why.PHONE_OFF,
                    "200011", Why.PHONE_OFF,
                    "200117", Why.REFUSED,
                    "200118", Why.CARRIER);

    private AliyunCallReceipts() {}

    /** The receipts in a body; what is none is left out. */
    public static List<Receipt> read(JsonNode body) {
        List<Receipt> receipts = new ArrayList<>();
        for (JsonNode each : body) {
            String reference = each.path("call_id").asString("");
            String code = each.path("status_code").asString("");
            Why why = NOT_TAKEN.get(code);
            if (reference.isEmpty() || (why == null && !TAKEN.contains(code))) {
                continue;
            }
            receipts.add(
                    new Receipt(
                            AliyunCalls.NAME,
                            AliyunReceipts.id(each.path("out_id").asString("")),
                            reference,
                            why == null
                                    ? Report.of(DeliveryStep.State.DELIVERED)
                                    : Report.failed(why, code)));
        }
        return receipts;
    }
}
