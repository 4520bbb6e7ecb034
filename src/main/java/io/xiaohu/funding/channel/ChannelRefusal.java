package io.xiaohu.funding.channel;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * What banks refuse most for, under the codes they say it with: those of card networks (ISO 8583,
 * response codes) and of transfers (ISO 20022, external status reasons). The words are in {@code
 * messages/funding_*.properties} under {@code refused}. A channel that has codes of its own gives
 * one of these where it means the same.
 */
public enum ChannelRefusal {
    INSUFFICIENT_FUNDS("51", "AM04"),
    CARD_EXPIRED("33", "54"),
    CARD_LOST("41", "43"),
    ACCOUNT_CLOSED("46", "AC04"),
    NAME_MISMATCH("BE01"),
    BANK_LIMIT("61", "65", "AM02"),
    CARD_NUMBER_WRONG("14", "AC01"),
    RISK_CONTROL("34", "59", "FR01");

    private final Set<String> codes;

    ChannelRefusal(String... codes) {
        this.codes = Set.of(codes);
    }

    /** Empty for a code nobody translates: it is shown as it is. */
    public static Optional<ChannelRefusal> of(String code) {
        return Arrays.stream(values()).filter(it -> it.codes.contains(code)).findFirst();
    }
}
