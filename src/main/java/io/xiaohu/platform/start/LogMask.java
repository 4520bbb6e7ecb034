package io.xiaohu.platform.start;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.json.JsonWriter.Members;
import org.springframework.boot.json.JsonWriter.ValueProcessor;
import org.springframework.boot.logging.structured.StructuredLoggingJsonMembersCustomizer;

/**
 * The last guard before the log file: a mainland mobile number that slipped into a text loses all
 * but its last four digits.
 */
public final class LogMask implements StructuredLoggingJsonMembersCustomizer<Object> {

    private static final Pattern MOBILE =
            Pattern.compile("(?<!\\d)(?:\\+?86)?1[3-9]\\d{5}(\\d{4})(?!\\d)");

    @Override
    public void customize(Members<Object> members) {
        members.applyingValueProcessor(ValueProcessor.of(String.class, LogMask::mask));
    }

    static @Nullable String mask(@Nullable String text) {
        return text == null ? null : MOBILE.matcher(text).replaceAll("1*******$1");
    }
}
