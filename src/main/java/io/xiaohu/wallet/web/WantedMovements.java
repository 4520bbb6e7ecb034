package io.xiaohu.wallet.web;

import io.xiaohu.kernel.Asset;
import io.xiaohu.kernel.Movement;
import io.xiaohu.kernel.MovementFilter;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.Texts;
import io.xiaohu.kernel.Written;
import io.xiaohu.wallet.BillMonths;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a caller wrote about the bills they want into a filter. A value that means nothing is
 * refused in a sentence about it.
 */
record WantedMovements(
        @Nullable String asset,
        @Nullable String kind,
        @Nullable String state,
        @Nullable String person,
        @Nullable String min,
        @Nullable String max,
        @Nullable String from,
        @Nullable String to) {

    static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private static final Texts TEXTS = Texts.of("wallet");

    /** What came back from a bank is a kind of its own in sums only. */
    private static final List<String> KINDS =
            BillMonths.KINDS.stream().filter(kind -> !kind.endsWith("_BACK")).toList();

    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,8})?");

    /**
     * @throws io.xiaohu.kernel.ProblemException BAD_INPUT, naming the parameter
     */
    MovementFilter filter(Locale locale) {
        BigDecimal least = amount("min", min, locale);
        BigDecimal most = amount("max", max, locale);
        if (least != null && most != null && least.compareTo(most) > 0) {
            throw wrong("max", "filter.minAboveMax", locale);
        }
        Instant first = moment("from", from, locale);
        Instant end = moment("to", to, locale);
        if (first != null && end != null && !first.isBefore(end)) {
            throw wrong("to", "filter.fromAfterTo", locale);
        }
        return new MovementFilter(
                asset(locale),
                kind(locale),
                state(locale),
                blankToNull(person),
                least,
                most,
                first,
                end);
    }

    static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    static RuntimeException wrong(String parameter, String sentence, Locale locale) {
        return Problem.of(Reason.BAD_INPUT)
                .field(parameter, TEXTS.get(locale, sentence))
                .exception();
    }

    /** A moment, or the beginning of a day where the wallet's people live. */
    static @Nullable Instant moment(String name, @Nullable String text, Locale locale) {
        String written = blankToNull(text);
        if (written == null) {
            return null;
        }
        try {
            Instant at =
                    written.length() == 10
                            ? LocalDate.parse(written).atStartOfDay(Written.ZONE).toInstant()
                            : OffsetDateTime.parse(written).toInstant();
            if (at.isBefore(EARLIEST) || at.isAfter(LATEST)) {
                throw wrong(name, "filter.time", locale);
            }
            return at;
        } catch (DateTimeException e) {
            throw wrong(name, "filter.time", locale);
        }
    }

    private @Nullable Asset asset(Locale locale) {
        String code = blankToNull(asset);
        return code == null
                ? null
                : Asset.ofCode(code).orElseThrow(() -> wrong("asset", "filter.asset", locale));
    }

    private @Nullable String kind(Locale locale) {
        String wanted = blankToNull(kind);
        if (wanted != null && !KINDS.contains(wanted)) {
            throw wrong("kind", "filter.kind", locale);
        }
        return wanted;
    }

    private Movement.@Nullable State state(Locale locale) {
        String wanted = blankToNull(state);
        return wanted == null
                ? null
                : Arrays.stream(Movement.State.values())
                        .filter(known -> known.name().equals(wanted))
                        .findFirst()
                        .orElseThrow(() -> wrong("state", "filter.state", locale));
    }

    private static @Nullable BigDecimal amount(String name, @Nullable String text, Locale locale) {
        String written = blankToNull(text);
        if (written == null) {
            return null;
        }
        if (!AMOUNT.matcher(written).matches()) {
            throw wrong(name, "filter.amount", locale);
        }
        return new BigDecimal(written);
    }
}
