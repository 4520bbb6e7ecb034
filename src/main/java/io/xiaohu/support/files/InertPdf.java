package io.xiaohu.support.files;

import java.util.List;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Whether a PDF only shows pages. It is not read as a reader would, which could be attacked in
 * turn: names that start programs, run scripts, call elsewhere or carry other files are looked for
 * in all of its bytes and in its compressed object streams. What cannot be looked into (locked,
 * packed in another way, broken, or larger unpacked than any page description) is refused as well.
 * Time grows with the file's length, whatever it holds.
 */
final class InertPdf {

    private static final int MOST_UNPACKED = 32 * 1024 * 1024;
    private static final int MOST_OBJECT_STREAMS = 10_000;

    /** An honest file is read twice: all of it for names, each object once for what it is. */
    private static final int READINGS = 4;

    private static final int FEW = 64 * 1024;

    private static final String TOO_MUCH = "PDF:TooMuchInside";
    private static final String CLOSED = "PDF:ObjectStream";

    private static final byte[] OBJECT = {'o', 'b', 'j'};

    private final byte[] content;
    private final byte[] part = new byte[FEW];
    private long work;
    private int unpacked;
    private int objectStreams;
    private int named;

    private InertPdf(byte[] content) {
        this.content = content;
    }

    /** What is active in it; empty when nothing was found. */
    static Optional<String> activeIn(byte[] content) {
        return Optional.ofNullable(new InertPdf(content).active());
    }

    private @Nullable String active() {
        PdfNames names = new PdfNames();
        names.read(content, content.length);
        names.end();
        if (names.active() != null) {
            return names.active();
        }
        for (int at = nextObject(0); at >= 0; at = nextObject(at)) {
            String found = inObject(at);
            if (found != null) {
                return found;
            }
            if (work > (long) READINGS * content.length + FEW
                    || objectStreams > MOST_OBJECT_STREAMS) {
                return TOO_MUCH;
            }
        }
        // One that is named and was not found stands where only some readers look.
        return names.objectStreams() > named ? CLOSED : null;
    }

    /** Behind the next {@code obj} of {@code 5 0 obj}; -1 when there is none. */
    private int nextObject(int from) {
        for (int i = Math.max(1, from); i <= content.length - OBJECT.length; i++) {
            int before = content[i - 1];
            if (content[i] == OBJECT[0]
                    && content[i + 1] == OBJECT[1]
                    && content[i + 2] == OBJECT[2]
                    && (PdfNames.isBlank(before) || before >= '0' && before <= '9')) {
                return i + OBJECT.length;
            }
        }
        return -1;
    }

    private @Nullable String inObject(int from) {
        PdfObject object = PdfObject.read(content, from);
        work += object.end() - from;
        if (!object.isObjectStream()) {
            return null;
        }
        objectStreams++;
        named += object.isNamed() ? 1 : 0;
        List<String> words = object.words();
        return !ObjectStreamForm.isUsual(words)
                ? CLOSED
                : ObjectStreamForm.isPacked(words) ? inPacked(object.end()) : null;
    }

    private @Nullable String inPacked(int keyword) {
        int from = keyword;
        if (from < content.length && content[from] == '\r') {
            from++;
        }
        if (from >= content.length || content[from] != '\n') {
            return CLOSED;
        }
        from++;
        PdfNames names = new PdfNames();
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(content, from, content.length - from);
            while (!inflater.finished()) {
                int read = inflater.inflate(part);
                unpacked += read;
                if (unpacked > MOST_UNPACKED) {
                    return TOO_MUCH;
                }
                if (read == 0 && !inflater.finished()) {
                    return CLOSED;
                }
                names.read(part, read);
            }
            names.end();
            return names.active();
        } catch (DataFormatException broken) {
            return CLOSED;
        } finally {
            work += inflater.getBytesRead();
            inflater.end();
        }
    }
}
