package io.xiaohu.kernel;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which movements somebody wants to see; what is null does not matter.
 *
 * @param kind as in {@link Movement#kind}
 * @param person the other person's name as it is shown, or the end of the phone number it was sent
 *     to
 * @param min at least so much, whichever way it went and whatever the asset
 * @param max at most so much
 * @param from from this moment on
 * @param to before this moment
 */
public record MovementFilter(
        @Nullable Asset asset,
        @Nullable String kind,
        Movement.@Nullable State state,
        @Nullable String person,
        @Nullable BigDecimal min,
        @Nullable BigDecimal max,
        @Nullable Instant from,
        @Nullable Instant to) {

    public static final MovementFilter EVERYTHING =
            new MovementFilter(null, null, null, null, null, null, null, null);

    /** The end of a phone number, or the whole of it. */
    private static final Pattern PHONE_TAIL = Pattern.compile("\\+?[0-9]{4,15}");

    /** Whether a movement of this kind can be meant at all. */
    public boolean wants(String oneKind) {
        return kind == null || kind.equals(oneKind);
    }

    /** Whether all but the person fits. */
    public boolean accepts(String oneKind, Movement.State how, Money amount, Instant at) {
        return wants(oneKind)
                && (state == null || state == how)
                && (asset == null || asset == amount.asset())
                && isInRange(amount)
                && (from == null || !at.isBefore(from))
                && (to == null || at.isBefore(to));
    }

    /**
     * Whether the other one is meant.
     *
     * @param maskedName as the customer sees it
     * @param phone their number where the customer knows it, having sent to it; otherwise null, so
     *     that nobody finds out a number by asking for one tail after another
     */
    public boolean names(@Nullable String maskedName, @Nullable Phone phone) {
        if (person == null) {
            return true;
        }
        if (PHONE_TAIL.matcher(person).matches()) {
            return phone != null && phone.e164().endsWith(person);
        }
        return maskedName != null
                && maskedName.toLowerCase(Locale.ROOT).startsWith(person.toLowerCase(Locale.ROOT));
    }

    /**
     * An asset that can be meant, and how much of it.
     *
     * @param least in minor units, whichever way it went
     */
    public record Bounds(Asset asset, long least, long most) {}

    /** What amounts can be meant, for a database to compare: one line for each asset. */
    public List<Bounds> bounds() {
        return Arrays.stream(Asset.values())
                .filter(one -> asset == null || asset == one)
                .map(one ->
                        new Bounds(
                                one,
                                min == null ? 0 : minor(min, one, RoundingMode.CEILING),
                                max == null ? Long.MAX_VALUE : minor(max, one, RoundingMode.FLOOR)))
                .toList();
    }

    private static long minor(BigDecimal size, Asset asset, RoundingMode rounding) {
        BigDecimal minor = size.movePointRight(asset.scale()).setScale(0, rounding);
        return minor.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValueExact();
    }

    private boolean isInRange(Money amount) {
        if (min == null && max == null) {
            return true;
        }
        BigDecimal size = BigDecimal.valueOf(amount.minor(), amount.asset().scale()).abs();
        return (min == null || size.compareTo(min) >= 0)
                && (max == null || size.compareTo(max) <= 0);
    }
}
