package io.xiaohu.ledger.console;

import io.xiaohu.kernel.Written;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A time with its offset, or a day, which stands for its beginning in the policy's zone. */
final class Moment implements ITypeConverter<Instant> {

    private static final int DATE_LENGTH = 10;

    @Override
    public Instant convert(String text) {
        try {
            return text.length() == DATE_LENGTH
                    ? LocalDate.parse(text).atStartOfDay(Written.ZONE).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new TypeConversionException(
                    "'"
                            + text
                            + "' is neither a day such as 2026-11-24 nor a time such as"
                            + " 2026-11-24T08:00:00Z");
        }
    }
}
