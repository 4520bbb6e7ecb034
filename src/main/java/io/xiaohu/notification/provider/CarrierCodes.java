package io.xiaohu.notification.provider;

import io.xiaohu.notification.DeliveryStep.Why;
import java.util.List;
import java.util.Locale;

/**
 * What the codes in mainland carriers' status reports mean. The words are those of the carriers'
 * own protocol (CMPP, SGIP, SMPP), which providers pass on unchanged; their meaning as in Tencent
 * Cloud's table (document 382/35462), and of the {@code MK:}, {@code MN:}, {@code MI:} and {@code
 * LT:} families as mainland gateways publish it.
 */
public final class CarrierCodes {

    private static final List<String> PHONE_OFF =
            List.of("UNDELIV", "EXPIRED", "DELETED", "MK:", "MN:", "MI:", "LT:");
    private static final List<String> BLOCKED = List.of("REJECT", "BLACK", "BLOCKED", "PUBLOKD");
    private static final List<String> NUMBER_WRONG = List.of("SUBFAIL", "PHONEERR", "GUNDELIV");
    private static final List<String> TOO_MANY = List.of("BEYOND");

    private CarrierCodes() {}

    public static Why why(String code) {
        String word = code.toUpperCase(Locale.ROOT);
        if (begins(word, PHONE_OFF)) {
            return Why.PHONE_OFF;
        }
        if (begins(word, BLOCKED)) {
            return Why.BLOCKED;
        }
        if (begins(word, NUMBER_WRONG)) {
            return Why.NUMBER_WRONG;
        }
        return begins(word, TOO_MANY) ? Why.TOO_MANY : Why.CARRIER;
    }

    private static boolean begins(String word, List<String> known) {
        return known.stream().anyMatch(word::startsWith);
    }
}
