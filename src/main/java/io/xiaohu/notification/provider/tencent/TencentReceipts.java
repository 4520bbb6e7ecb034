package io.xiaohu.notification.provider.tencent;

import io.xiaohu.notification.DeliveryStep;
import io.xiaohu.notification.provider.CarrierCodes;
import io.xiaohu.notification.provider.Receipt;
import io.xiaohu.notification.provider.TextProvider.Report;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Reads what Tencent Cloud posts about texts (document 382/43547,「短信下发状态通知」): an array, several
 * texts at once. It is not signed.
 */
public final class TencentReceipts {

    private TencentReceipts() {}

    /** The receipts in a body; what is none is left out. */
    public static List<Receipt> read(JsonNode body) {
        List<Receipt> receipts = new ArrayList<>();
        for (JsonNode each : body) {
            String reference = each.path("sid").asString("");
            String status = each.path("report_status").asString("");
            String code = each.path("errmsg").asString("");
            if (reference.isEmpty()) {
                continue;
            }
            if (status.equals("SUCCESS")) {
                receipts.add(receipt(reference, Report.of(DeliveryStep.State.DELIVERED)));
            } else if (status.equals("FAIL")) {
                receipts.add(receipt(reference, Report.failed(CarrierCodes.why(code), code)));
            }
        }
        return receipts;
    }

    private static Receipt receipt(String reference, Report report) {
        return new Receipt(TencentTexts.NAME, null, reference, report);
    }
}
