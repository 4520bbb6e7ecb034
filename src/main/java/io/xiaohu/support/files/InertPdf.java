package io.xiaohu.support.files;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Whether a PDF only shows pages. It is not read as a reader would, which could be attacked in
 * turn: names that start programs, run scripts, call elsewhere or carry other files are looked for
 * in its text and in its compressed object streams, of which no more is unpacked than a bound. What
 * is locked cannot be looked into, and is refused as well.
 */
final class InertPdf {

    private static final int MOST_UNPACKED = 32 * 1024 * 1024;

    private static final Pattern ACTIVE =
            Pattern.compile(
                    "/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData|"
                            + "GoToE|GoToR|Encrypt)(?![A-Za-z0-9])");

    /** A name may write any letter as # and two digits (ISO 32000-1, 7.3.5). */
    private static final Pattern ESCAPED = Pattern.compile("#([0-9A-Fa-f]{2})");

    private static final Pattern OBJECT_STREAM =
            Pattern.compile("/ObjStm(?![A-Za-z0-9])[^>]*(?:>>?[^>]*){0,8}?>>\\s*stream\\r?\\n");

    private InertPdf() {}

    /** What is active in it; empty when nothing was found. */
    static Optional<String> activeIn(byte[] content) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        Optional<String> found = active(text);
        if (found.isPresent()) {
            return found;
        }
        int unpacked = 0;
        int at = 0;
        Matcher stream = OBJECT_STREAM.matcher(text);
        while (stream.find(at)) {
            at = stream.end();
            Unpacked inside = unpack(content, at, MOST_UNPACKED - unpacked);
            if (inside == null) {
                return Optional.of("PDF:TooMuchInside");
            }
            unpacked += inside.length();
            found = active(inside.text());
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private record Unpacked(String text, int length) {}

    private static Optional<String> active(String text) {
        Matcher escaped = ESCAPED.matcher(text);
        String plain =
                escaped.replaceAll(code ->
                        Matcher.quoteReplacement(
                                String.valueOf((char) Integer.parseInt(code.group(1), 16))));
        Matcher name = ACTIVE.matcher(plain);
        return name.find() ? Optional.of("PDF:" + name.group(1)) : Optional.empty();
    }

    /** Null when there is more than a page description needs. */
    private static @Nullable Unpacked unpack(byte[] content, int from, int most) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(content, from, content.length - from);
            StringBuilder text = new StringBuilder();
            byte[] part = new byte[64 * 1024];
            int read;
            while ((read = inflater.inflate(part)) > 0) {
                if (text.length() + read > most) {
                    return null;
                }
                text.append(new String(part, 0, read, StandardCharsets.ISO_8859_1));
            }
            return new Unpacked(text.toString(), text.length());
        } catch (DataFormatException notCompressedLikeThis) {
            return new Unpacked("", 0);
        } finally {
            inflater.end();
        }
    }
}
