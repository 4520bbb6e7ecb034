package io.xiaohu.notification.jdbc;

import io.xiaohu.notification.provider.VendorServer;
import java.util.Map;
import java.util.UUID;

/** What vendors report of texts, in the words of their documentation. */
final class VendorReceipts {

    private VendorReceipts() {}

    /** Our id of a text, as each vendor was given it. */
    static UUID textId(VendorServer.Sent sent) {
        Map<String, String> fields = sent.fields();
        String callback = fields.getOrDefault("StatusCallback", "");
        return UUID.fromString(
                switch (sent.vendor()) {
                    case "aliyun", "aliyun-calls" -> fields.getOrDefault("OutId", "");
                    case "tencent" -> fields.getOrDefault("SessionContext", "");
                    default -> callback.substring(callback.lastIndexOf('/') + 1);
                });
    }

    static String report(VendorServer.Sent sent, boolean success, String code) {
        return """
        [{"phone_number":"13900000000","send_time":"2026-01-01 00:00:00",\
        "report_time":"2026-01-01 00:00:01","success":%s,"err_code":"%s","err_msg":"x",\
        "sms_size":"1","biz_id":"%s","out_id":"%s"}]\
        """
                .formatted(success, code, sent.reference(), sent.fields().get("OutId"));
    }

    static String report(VendorServer.Sent sent, String status, String code) {
        return """
        [{"user_receive_time":"2026-01-01 00:00:01","nationcode":"86","mobile":"13900000000",\
        "report_status":"%s","errmsg":"%s","description":"x","sid":"%s"}]\
        """
                .formatted(status, code, sent.reference());
    }

    static Map<String, String> status(VendorServer.Sent sent, String status) {
        return Map.of(
                "MessageSid",
                sent.reference(),
                "MessageStatus",
                status,
                "To",
                "+8613900000000",
                "AccountSid",
                "AC-test");
    }

    static String callReport(VendorServer.Sent sent, String code) {
        return """
        [{"call_id":"%s","out_id":"%s","status_code":"%s","duration":0}]\
        """
                .formatted(sent.reference(), sent.fields().get("OutId"), code);
    }
}
