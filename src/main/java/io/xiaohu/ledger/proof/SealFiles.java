package io.xiaohu.ledger.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/**
 * Seals outside the database, one file for each. They show when the database has lost or changed
 * what it had sealed, and may be copied and published anywhere.
 */
@Component
public class SealFiles {

    private static final Pattern NAME = Pattern.compile("seal-(\\d{9})\\.json");

    private final Path folder;

    SealFiles(@Value("${xiaohu.ledger.seals.folder}") Path folder) {
        this.folder = folder;
    }

    /** A file that is no seal, which nobody but an intruder or a broken disk makes. */
    public static final class UnreadableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnreadableException(Path file, String why) {
            super("The seal file " + file.getFileName() + " cannot be read: " + why + ".");
        }
    }

    Path fileOf(long number) {
        return folder.resolve("seal-%09d.json".formatted(number));
    }

    /** Writes the seal's file unless it is there. It is on the disk when this returns. */
    void write(Seal seal) {
        Path file = fileOf(seal.number());
        if (Files.exists(file)) {
            return;
        }
        try {
            Files.createDirectories(folder);
            Path draft = Files.createTempFile(folder, "seal", ".new");
            String text = SealJson.write(seal).toPrettyString() + "\n";
            writeThrough(draft, text);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
                directory.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the seal's file could not be written", e);
        }
    }

    /**
     * All seals there are files of, by number.
     *
     * @throws UnreadableException when a file is no seal
     */
    public SortedMap<Long, Seal> all() {
        SortedMap<Long, Seal> seals = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return seals;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Matcher name = NAME.matcher(file.getFileName().toString());
                if (name.matches()) {
                    seals.put(Long.valueOf(name.group(1)), read(file));
                }
            }
            return seals;
        } catch (IOException e) {
            throw new UncheckedIOException("the seals' folder cannot be read", e);
        }
    }

    /** The latest seal there is a file of. */
    Optional<Seal> last() {
        return all().values().stream().reduce((earlier, later) -> later);
    }

    /**
     * Moves the files of seals the database does not have into a folder of their own, where they
     * stay as evidence: the ledger goes on from what it has.
     */
    public void setAside(List<Seal> known) {
        for (Map.Entry<Long, Seal> file : all().entrySet()) {
            if (known.stream().noneMatch(file.getValue()::isSameAs)) {
                try {
                    Path aside = Files.createDirectories(folder.resolve("set-aside"));
                    String name =
                            "%s-%s"
                                    .formatted(
                                            HexFormat.of()
                                                    .formatHex(file.getValue().digest(), 0, 4),
                                            fileOf(file.getKey()).getFileName());
                    Files.move(fileOf(file.getKey()), aside.resolve(name));
                } catch (IOException e) {
                    throw new UncheckedIOException("a seal's file could not be set aside", e);
                }
            }
        }
    }

    private static Seal read(Path file) {
        try {
            return SealJson.read(SealJson.JSON.readTree(Files.readString(file)));
        } catch (IOException | JacksonException e) {
            throw new UnreadableException(file, "it is no JSON");
        } catch (SealJson.MalformedException e) {
            throw new UnreadableException(file, String.valueOf(e.getMessage()));
        }
    }

    private static void writeThrough(Path file, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }
}
