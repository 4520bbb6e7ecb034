package io.xiaohu.ledger.core;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Booking times are counted in microseconds, as PostgreSQL keeps them. */
public final class Micros {

    private Micros() {}

    public static long of(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    public static Instant toInstant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
