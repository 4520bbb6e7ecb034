package io.xiaohu.notification.provider.twilio;

import io.xiaohu.notification.DeliveryStep;
import io.xiaohu.notification.DeliveryStep.Why;
import io.xiaohu.notification.provider.Receipt;
import io.xiaohu.notification.provider.TextProvider.Report;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads Twilio's status callbacks. Only three of its states say where a text is: {@code sent} (the
 * carrier has it), {@code delivered}, and {@code undelivered} or {@code failed} with an error code.
 */
public final class TwilioReceipts {

    /** From Twilio's error and warning dictionary. */
    private static final Map<String, Why> CODES =
            Map.ofEntries(
                    Map.entry("14107", Why.TOO_MANY),
                    Map.entry("20429", Why.TOO_MANY),
                    Map.entry("21211", Why.NUMBER_WRONG),
                    Map.entry("21610", Why.BLOCKED),
                    Map.entry("21614", Why.NUMBER_WRONG),
                    Map.entry("30003", Why.PHONE_OFF),
                    Map.entry("30004", Why.BLOCKED),
                    Map.entry("30005", Why.NUMBER_WRONG),
                    Map.entry("30006", Why.NUMBER_WRONG),
                    Map.entry("30007", Why.BLOCKED),
                    Map.entry("30022", Why.TOO_MANY));

    private TwilioReceipts() {}

    /** What a callback says of a text; empty when it says nothing of where the text is. */
    public static Optional<Receipt> read(UUID text, Map<String, String> fields) {
        String reference = fields.getOrDefault("MessageSid", "");
        String code = fields.getOrDefault("ErrorCode", "");
        Optional<Report> report =
                switch (fields.getOrDefault("MessageStatus", "")) {
                    case "sent" -> Optional.of(Report.of(DeliveryStep.State.HANDED_ON));
                    case "delivered" -> Optional.of(Report.of(DeliveryStep.State.DELIVERED));
                    case "undelivered", "failed" ->
                            Optional.of(Report.failed(CODES.getOrDefault(code, Why.CARRIER), code));
                    default -> Optional.empty();
                };
        return reference.isEmpty()
                ? Optional.empty()
                : report.map(said -> new Receipt(TwilioTexts.NAME, text, reference, said));
    }

    /** Why a text was not even taken. */
    static Why refusal(String code) {
        return CODES.getOrDefault(code, Why.REFUSED);
    }
}
