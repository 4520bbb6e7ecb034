package io.xiaohu.support.files;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks for names in bytes that come piece by piece, and keeps no more than one name of them. */
final class PdfNames {

    private static final Set<String> ACTIVE =
            Set.of(
                    "JavaScript",
                    "Launch",
                    "EmbeddedFile",
                    "EmbeddedFiles",
                    "FileAttachment",
                    "RichMedia",
                    "SubmitForm",
                    "ImportData",
                    "GoToE",
                    "GoToR",
                    "Encrypt");

    /** So short that they stand by chance in packed pictures: their value has to follow. */
    private static final Set<String> ACTIVE_WITH_VALUE = Set.of("JS", "EF", "XFA");

    private static final String VALUE_BEGINS = "(<[%0123456789";
    private static final String DELIMITERS = "()<>[]{}/%";

    /** More than a name looked for has, every letter of it written with three. */
    private static final int LONGEST = 64;

    private final byte[] name = new byte[LONGEST];

    /** Of the name that is being read; negative outside of one. */
    private int length = -1;

    private @Nullable String valueAwaited;
    private @Nullable String active;
    private int objectStreams;

    void read(byte[] bytes, int many) {
        for (int i = 0; i < many; i++) {
            read(bytes[i]);
        }
    }

    /** The end of what is read ends a name. */
    void end() {
        read((byte) ' ');
    }

    /** The first that makes it active. */
    @Nullable String active() {
        return active == null ? null : "PDF:" + active;
    }

    /** How often an object stream is named. */
    int objectStreams() {
        return objectStreams;
    }

    private void read(byte c) {
        if (length >= 0) {
            if (!endsWord(c)) {
                if (length < LONGEST) {
                    name[length++] = c;
                }
                return;
            }
            named(decoded(name, 0, length));
            length = -1;
        }
        if (c == '/') {
            length = 0;
            valueAwaited = null;
        } else if (valueAwaited != null && !isBlank(c)) {
            if (VALUE_BEGINS.indexOf(c) >= 0) {
                found(valueAwaited);
            }
            valueAwaited = null;
        }
    }

    private void named(String said) {
        if (ACTIVE.contains(said)) {
            found(said);
        } else if (ACTIVE_WITH_VALUE.contains(said)) {
            valueAwaited = said;
        } else if (said.equals(PdfObject.OBJECT_STREAM)) {
            objectStreams++;
        }
    }

    private void found(String said) {
        if (active == null) {
            active = said;
        }
    }

    /** A name may write any letter as # and two digits (ISO 32000-1, 7.3.5). */
    static String decoded(byte[] bytes, int from, int to) {
        StringBuilder said = new StringBuilder();
        for (int i = from; i < to; i++) {
            int high = i + 2 < to && bytes[i] == '#' ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
            if (low >= 0) {
                said.append((char) (high * 16 + low));
                i += 2;
            } else {
                said.append(new String(bytes, i, 1, StandardCharsets.ISO_8859_1));
            }
        }
        return said.toString();
    }

    static boolean endsWord(int c) {
        return isBlank(c) || DELIMITERS.indexOf(c) >= 0;
    }

    static boolean isBlank(int c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0;
    }
}
