package io.xiaohu.platform.start;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The folder beside the database: keys, logs and, for the embedded database, its files. One process
 * at a time owns it; the lock is released by the operating system when the process dies.
 */
final class DataFolder implements AutoCloseable {

    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rw-------");

    private final Path root;
    private final @Nullable FileChannel channel;

    private DataFolder(Path root, @Nullable FileChannel channel) {
        this.root = root;
        this.channel = channel;
    }

    /**
     * Makes the folder when it is missing and takes it.
     *
     * @throws StartFailure when it cannot be written or another process has it
     */
    static DataFolder take(Path root) {
        DataFolder folder = open(root);
        try {
            FileChannel channel =
                    FileChannel.open(
                            root.resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new StartFailure(
                        "The data folder "
                                + root
                                + " is in use by another Xiaohu Wallet; stop it first, or choose"
                                + " another folder with --data.");
            }
            return new DataFolder(folder.root, channel);
        } catch (IOException e) {
            throw notWritable(root);
        }
    }

    /**
     * Makes the folder when it is missing, without taking it: several servers on one external
     * database share it.
     */
    static DataFolder open(Path root) {
        try {
            Files.createDirectories(root);
        } catch (IOException e) {
            throw notWritable(root);
        }
        if (!Files.isWritable(root)) {
            throw notWritable(root);
        }
        return new DataFolder(root, null);
    }

    Path root() {
        return root;
    }

    Path resolve(String name) {
        return root.resolve(name);
    }

    /** Writes a file that only its owner may read. */
    void writeSecret(String name, String content) {
        try {
            Files.move(draft(name, content), resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw notWritable(root);
        }
    }

    /**
     * Writes a file that only its owner may read, unless somebody else was first: of several
     * processes that make the same keys at once, one makes them and all have them.
     *
     * @return what stands in the file
     */
    String writeSecretOnce(String name, String content) {
        Path file = resolve(name);
        try {
            Path draft = draft(name, content);
            try {
                Files.createLink(file, draft);
            } catch (UnsupportedOperationException noLinksHere) {
                Files.copy(draft, file, StandardCopyOption.COPY_ATTRIBUTES);
            } finally {
                Files.delete(draft);
            }
        } catch (FileAlreadyExistsException somebodyWasFirst) {
            // Theirs is read.
        } catch (IOException e) {
            throw notWritable(root);
        }
        String found = read(name);
        return found == null ? content : found;
    }

    private Path draft(String name, String content) throws IOException {
        Path draft = Files.createTempFile(root, name, ".new");
        if (Files.getFileStore(draft).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(draft, OWNER_ONLY);
        }
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        return draft;
    }

    /** The content of a file here, or null when there is none. */
    @Nullable String read(String name) {
        Path file = resolve(name);
        try {
            return Files.exists(file) ? Files.readString(file) : null;
        } catch (IOException e) {
            throw new StartFailure("The file " + file + " cannot be read.");
        }
    }

    @Override
    public void close() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            throw new IllegalStateException("the lock of " + root + " could not be released", e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static StartFailure notWritable(Path root) {
        return new StartFailure(
                "The data folder "
                        + root
                        + " cannot be written; give a folder you may write to with --data.");
    }
}
