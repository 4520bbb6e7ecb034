package io.xiaohu.limits.core;

import java.util.Locale;

/** What a rule can be tuned by, with the bounds of it. */
public enum RiskParameter {
    /**
     * From this amount on, in minor units of CNY. Small payments are never measured: they must cost
     * no look into the past.
     */
    AMOUNT(20_001, 1_000_000_000_00L),
    /** How many, this one included. */
    COUNT(2, 1_000),
    /** How much in all, this one included, in minor units of CNY. */
    SUM(1, 1_000_000_000_00L),
    MINUTES(1, 1_440),
    HOURS(1, 720),
    /** The first hour of the day, in Asia/Shanghai. */
    FROM(0, 23),
    /** The first hour it is not night any more. */
    TO(0, 23),
    /** How many times as much. */
    TIMES(2, 1_000),
    /** How many earlier payments make a habit. */
    PAYMENTS(1, 1_000);

    private final long least;
    private final long most;

    RiskParameter(long least, long most) {
        this.least = least;
        this.most = most;
    }

    /** As it is called in a rule's row and over HTTP. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean allows(long value) {
        return value >= least && value <= most;
    }

    public boolean isMoney() {
        return this == AMOUNT || this == SUM;
    }
}
