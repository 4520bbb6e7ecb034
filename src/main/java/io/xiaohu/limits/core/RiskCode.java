package io.xiaohu.limits.core;

import java.util.List;

/** The risk rules there are, and the parameters each is tuned by. */
public enum RiskCode {
    /** The payee, the card or the phone is on the list. */
    REPORTED_PAYEE(),
    /** Many people paid for the first time within minutes. */
    NEW_PAYEES(RiskParameter.AMOUNT, RiskParameter.COUNT, RiskParameter.MINUTES),
    /** Many payments that sum to much within minutes. */
    MANY_PAYMENTS(
            RiskParameter.AMOUNT, RiskParameter.COUNT, RiskParameter.SUM, RiskParameter.MINUTES),
    /** Much from a device that is new to an account that is not. */
    NEW_DEVICE(RiskParameter.AMOUNT, RiskParameter.HOURS),
    /** Much to somebody never paid before. */
    FIRST_PAYMENT(RiskParameter.AMOUNT),
    /** At night, and much more than usual. */
    NIGHT(
            RiskParameter.AMOUNT,
            RiskParameter.FROM,
            RiskParameter.TO,
            RiskParameter.TIMES,
            RiskParameter.PAYMENTS),
    /** Far above the largest of the last 90 days. */
    ABOVE_LARGEST(RiskParameter.AMOUNT, RiskParameter.TIMES, RiskParameter.PAYMENTS);

    private final List<RiskParameter> parameters;

    RiskCode(RiskParameter... parameters) {
        this.parameters = List.of(parameters);
    }

    public List<RiskParameter> parameters() {
        return parameters;
    }

    /** Whether it needs to know what was paid before. */
    public boolean needsHistory() {
        return switch (this) {
            case NEW_PAYEES, MANY_PAYMENTS, FIRST_PAYMENT, NIGHT, ABOVE_LARGEST -> true;
            case REPORTED_PAYEE, NEW_DEVICE -> false;
        };
    }
}
