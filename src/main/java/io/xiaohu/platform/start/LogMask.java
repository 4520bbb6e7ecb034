package io.xiaohu.platform.start;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.json.JsonWriter.Members;
import org.springframework.boot.json.JsonWriter.ValueProcessor;
import org.springframework.boot.logging.structured.StructuredLoggingJsonMembersCustomizer;

/**
 * The last guard before the log file: a mainland mobile number that slipped into a text loses all
 * but its last four digits, an identity number all but its last two.
 */
public final class LogMask implements StructuredLoggingJsonMembersCustomizer<Object> {

    private static final Pattern MOBILE =
            Pattern.compile("(?<!\\d)(?:\\+?86)?1[3-9]\\d{5}(\\d{4})(?!\\d)");

    private static final Pattern IDENTITY_NUMBER =
            Pattern.compile("(?<!\\d)[1-9]\\d{5}(?:19|20)\\d{8}(\\d[\\dXx])(?!\\d)");

    @Override
    public void customize(Members<Object> members) {
        members.applyingValueProcessor(ValueProcessor.of(String.class, LogMask::mask));
    }

    static @Nullable String mask(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String withoutNumbers = IDENTITY_NUMBER.matcher(text).replaceAll("****************$1");
        return MOBILE.matcher(withoutNumbers).replaceAll("1*******$1");
    }
}
