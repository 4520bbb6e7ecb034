package io.xiaohu.limits.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.kernel.Money;
import io.xiaohu.ledger.PaymentHistory.Seen;
import io.xiaohu.limits.RiskOutcome;
import io.xiaohu.limits.core.RiskCheck.Known;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule at its bound and just below, with the figures it is shipped with. */
class RiskCheckTests {

    private static final int NOON = 12;

    private static final Map<RiskCode, RiskRule> SHIPPED = new EnumMap<>(RiskCode.class);

    static {
        ship(RiskCode.REPORTED_PAYEE, RiskOutcome.REFUSE, Map.of());
        ship(
                RiskCode.NEW_PAYEES,
                RiskOutcome.STEP_UP,
                Map.of("amount", 30_000L, "count", 10L, "minutes", 60L));
        ship(
                RiskCode.MANY_PAYMENTS,
                RiskOutcome.REVIEW,
                Map.of("amount", 20_100L, "count", 8L, "sum", 300_000L, "minutes", 10L));
        ship(RiskCode.NEW_DEVICE, RiskOutcome.REVIEW, Map.of("amount", 300_000L, "hours", 24L));
        ship(RiskCode.FIRST_PAYMENT, RiskOutcome.STEP_UP, Map.of("amount", 300_000L));
        ship(
                RiskCode.NIGHT,
                RiskOutcome.STEP_UP,
                Map.of("amount", 50_000L, "from", 0L, "to", 5L, "times", 5L, "payments", 5L));
        ship(
                RiskCode.ABOVE_LARGEST,
                RiskOutcome.REVIEW,
                Map.of("amount", 300_000L, "times", 3L, "payments", 5L));
    }

    @Test
    void nothingUpToTwoHundredYuanIsMeasuredAtAnyHour() {
        for (int hour = 0; hour < 24; hour++) {
            RiskCheck small = new RiskCheck(20_000, hour, false, true);
            assertThat(SHIPPED.values()).noneMatch(small::couldFire);
        }
        assertThat(RiskParameter.AMOUNT.allows(20_000)).isFalse();
        assertThat(RiskParameter.AMOUNT.allows(20_001)).isTrue();
    }

    @Test
    void everyShippedRuleIsValidAndOneWithOtherParametersIsNot() {
        assertThat(SHIPPED.values()).allMatch(RiskRule::fits);
        assertThat(Arrays.asList(RiskCode.values())).containsExactlyElementsOf(SHIPPED.keySet());
        RiskRule lacking = new RiskRule(RiskCode.NEW_DEVICE, true, RiskOutcome.REVIEW, Map.of(), 1);
        assertThat(lacking.fits()).isFalse();
    }

    @Test
    void aReportedPayeeIsRefusedWhateverTheAmount() {
        assertThat(fired(RiskCode.REPORTED_PAYEE, new RiskCheck(1, NOON, true, true), null, null))
                .isPresent();
        assertThat(fired(RiskCode.REPORTED_PAYEE, new RiskCheck(1, NOON, false, true), null, null))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "30000, 9, true, true",
        "29999, 9, true, false",
        "30000, 8, true, false",
        "30000, 9, false, false",
    })
    void manyNewPayeesWithinAnHour(long amount, long newPayees, boolean isNew, boolean fires) {
        Seen seen = seen(newPayees, isNew, 0, 0, 0, 0, 0);
        assertThat(fired(RiskCode.NEW_PAYEES, at(amount, NOON), seen, null).isPresent())
                .isEqualTo(fires);
        RiskCheck toACard = new RiskCheck(amount, NOON, false, false);
        assertThat(fired(RiskCode.NEW_PAYEES, toACard, seen, null)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "20100, 7, 279900, true",
        "20100, 7, 279899, false",
        "20100, 6, 279900, false",
        "20099, 7, 279901, false",
    })
    void manyPaymentsThatSumToMuchInTenMinutes(
            long amount, long before, long sumBefore, boolean fires) {
        Seen seen = seen(0, false, before, sumBefore, 0, 0, 0);
        assertThat(fired(RiskCode.MANY_PAYMENTS, at(amount, NOON), seen, null).isPresent())
                .isEqualTo(fires);
    }

    @ParameterizedTest
    @CsvSource({"300000, 1439, true", "300000, 1440, false", "299999, 5, false"})
    void muchFromANewDevice(long amount, long ageMinutes, boolean fires) {
        Duration age = Duration.ofMinutes(ageMinutes);
        assertThat(fired(RiskCode.NEW_DEVICE, at(amount, NOON), null, age).isPresent())
                .isEqualTo(fires);
        assertThat(fired(RiskCode.NEW_DEVICE, at(amount, NOON), null, null)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"300000, true, true", "299999, true, false", "300000, false, false"})
    void muchToSomebodyNeverPaid(long amount, boolean isNew, boolean fires) {
        Seen seen = seen(0, isNew, 0, 0, 0, 0, 0);
        assertThat(fired(RiskCode.FIRST_PAYMENT, at(amount, NOON), seen, null).isPresent())
                .isEqualTo(fires);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 50000, 5, 10000, true",
        "4, 50000, 5, 10000, true",
        "5, 50000, 5, 10000, false",
        "23, 50000, 5, 10000, false",
        "0, 49999, 5, 1, false",
        "0, 50000, 4, 1, false",
        "0, 50000, 5, 10001, false",
    })
    void muchMoreThanUsualAtNight(int hour, long amount, long payments, long usual, boolean fires) {
        Seen seen = seen(0, false, 0, 0, payments, 0, usual);
        assertThat(fired(RiskCode.NIGHT, at(amount, hour), seen, null).isPresent())
                .isEqualTo(fires);
    }

    @Test
    void aNightMayGoOverMidnight() {
        RiskRule late =
                new RiskRule(
                        RiskCode.NIGHT,
                        true,
                        RiskOutcome.STEP_UP,
                        Map.of(
                                "amount",
                                50_000L,
                                "from",
                                23L,
                                "to",
                                5L,
                                "times",
                                5L,
                                "payments",
                                5L),
                        1);
        assertThat(List.of(23, 0, 4)).allMatch(hour -> at(50_000, hour).couldFire(late));
        assertThat(List.of(5, 22)).noneMatch(hour -> at(50_000, hour).couldFire(late));
    }

    @ParameterizedTest
    @CsvSource({
        "300000, 5, 100000, true",
        "300000, 5, 100001, false",
        "300000, 4, 100, false",
        "299999, 5, 100, false",
    })
    void farAboveTheOwnLargest(long amount, long payments, long largest, boolean fires) {
        Seen seen = seen(0, false, 0, 0, payments, largest, 1);
        assertThat(fired(RiskCode.ABOVE_LARGEST, at(amount, NOON), seen, null).isPresent())
                .isEqualTo(fires);
    }

    @Test
    void oneThatIsOffNeverFires() {
        RiskRule off =
                new RiskRule(RiskCode.REPORTED_PAYEE, false, RiskOutcome.REFUSE, Map.of(), 1);
        assertThat(new RiskCheck(1, NOON, true, true).couldFire(off)).isFalse();
    }

    private static Optional<Fired> fired(
            RiskCode code, RiskCheck check, @Nullable Seen seen, @Nullable Duration age) {
        RiskRule rule = SHIPPED.get(code);
        return rule != null && check.couldFire(rule)
                ? check.fire(rule, new Known(seen, age))
                : Optional.empty();
    }

    private static RiskCheck at(long amount, int hour) {
        return new RiskCheck(amount, hour, false, true);
    }

    private static Seen seen(
            long newPayees,
            boolean isNew,
            long burst,
            long burstSum,
            long habit,
            long largest,
            long usual) {
        return new Seen(
                newPayees,
                isNew,
                burst,
                Money.cny(burstSum),
                habit,
                Money.cny(largest),
                Money.cny(usual));
    }

    private static void ship(RiskCode code, RiskOutcome outcome, Map<String, Long> parameters) {
        SHIPPED.put(code, new RiskRule(code, true, outcome, parameters, 1));
    }
}
