package io.xiaohu.ledger.console;

import java.util.UUID;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An id of a customer or an account. */
final class Id implements ITypeConverter<UUID> {

    @Override
    public UUID convert(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(
                    "'" + text + "' is no id such as 01902d5e-7c1a-7b3e-9f00-2b9c4c1d8e6f");
        }
    }
}
