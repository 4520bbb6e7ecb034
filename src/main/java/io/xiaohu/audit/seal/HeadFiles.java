package io.xiaohu.audit.seal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Signed heads outside the database, a file for each day (UTC) and a line for each head. Lines are
 * only added; the files may be copied and published anywhere.
 */
@Component
class HeadFiles {

    private final Path folder;

    HeadFiles(@Value("${xiaohu.audit.heads.folder}") Path folder) {
        this.folder = folder;
    }

    /** A line that is no signed head, which nobody but an intruder or a broken disk makes. */
    static final class UnreadableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnreadableException(Path file, int line) {
            super(
                    "Line %d of %s is no signed head of the audit trail."
                            .formatted(line, file.getFileName()));
        }
    }

    /** Adds a head; it is on the disk when this returns. */
    void add(SealedHead head) {
        LocalDate day = head.at().atOffset(ZoneOffset.UTC).toLocalDate();
        Path file = folder.resolve("audit-heads-" + day + ".jsonl");
        try {
            Files.createDirectories(folder);
            try (FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                ByteBuffer line =
                        ByteBuffer.wrap((head.written() + "\n").getBytes(StandardCharsets.UTF_8));
                while (line.hasRemaining()) {
                    channel.write(line);
                }
                channel.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the audit trail's head could not be written", e);
        }
    }

    /**
     * All there are, in the order they were written.
     *
     * @throws UnreadableException when a line is no signed head
     */
    List<SealedHead> all() {
        List<SealedHead> heads = new ArrayList<>();
        files().forEach(file -> heads.addAll(read(file)));
        return heads;
    }

    /** The latest; only the newest file is read. */
    Optional<SealedHead> last() {
        List<Path> files = files();
        return files.isEmpty()
                ? Optional.empty()
                : read(files.getLast()).stream().reduce((earlier, later) -> later);
    }

    private List<Path> files() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file ->
                            file.getFileName()
                                    .toString()
                                    .matches("audit-heads-\\d{4}-\\d{2}-\\d{2}\\.jsonl"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the folder of the audit trail's heads", e);
        }
    }

    private static List<SealedHead> read(Path file) {
        try {
            String text = Files.readString(file);
            List<SealedHead> heads = new ArrayList<>();
            int number = 0;
            for (String line : text.lines().toList()) {
                number++;
                try {
                    heads.add(SealedHead.read(line));
                } catch (IllegalArgumentException e) {
                    throw new UnreadableException(file, number);
                }
            }
            return heads;
        } catch (IOException e) {
            throw new UncheckedIOException("a file of the audit trail's heads", e);
        }
    }
}
