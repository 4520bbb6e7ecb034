package io.xiaohu.identity.core;

import io.xiaohu.kernel.Phone;

/** What a payment PIN must be: six digits that are not the first ones somebody would try. */
public final class PinRules {

    private static final String UP = "01234567890";
    private static final String DOWN = "09876543210";

    private PinRules() {}

    public static boolean isWeak(String pin, Phone phone) {
        boolean repeated = pin.chars().distinct().count() <= 2;
        boolean sequence = UP.contains(pin) || DOWN.contains(pin);
        boolean halves = pin.substring(0, 3).equals(pin.substring(3));
        return repeated || sequence || halves || phone.e164().contains(pin);
    }
}
