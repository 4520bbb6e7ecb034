package io.xiaohu.support.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks ClamAV's daemon over its socket, with the INSTREAM command of clamd(8): the content in
 * chunks, each after its length in four bytes, ended by a length of zero.
 */
final class ClamdScanner implements FileScanner {

    private static final int CHUNK = 64 * 1024;
    private static final int LONGEST_REPLY = 4 * 1024;
    private static final int DEFAULT_PORT = 3310;
    private static final byte[] COMMAND = "zINSTREAM\0".getBytes(StandardCharsets.US_ASCII);
    private static final Pattern FOUND = Pattern.compile("stream: (.+) FOUND");

    private final SocketAddress address;
    private final Duration timeout;

    ClamdScanner(SocketAddress address, Duration timeout) {
        this.address = address;
        this.timeout = timeout;
    }

    /**
     * @param where {@code tcp://host:3310} or {@code unix:/path/to/clamd.ctl}
     * @throws IllegalArgumentException when it is neither
     */
    static SocketAddress address(String where) {
        URI uri = URI.create(where);
        return switch (String.valueOf(uri.getScheme())) {
            case "unix" ->
                    UnixDomainSocketAddress.of(
                            uri.getSchemeSpecificPart().replaceFirst("^/+", "/"));
            case "tcp" ->
                    new InetSocketAddress(
                            uri.getHost(), uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort());
            default ->
                    throw new IllegalArgumentException(
                            "xiaohu.files.clamd is tcp://host:port or unix:/path, not " + where);
        };
    }

    /** The whole exchange has one time limit; when it is over the connection is cut. */
    @Override
    public Verdict scan(byte[] content) throws IOException {
        boolean unix = address instanceof UnixDomainSocketAddress;
        try (SocketChannel channel =
                unix ? SocketChannel.open(StandardProtocolFamily.UNIX) : SocketChannel.open()) {
            CompletableFuture<String> reply = new CompletableFuture<>();
            Thread.ofVirtual()
                    .start(() -> {
                        try {
                            reply.complete(ask(channel, content));
                        } catch (IOException | RuntimeException e) {
                            reply.completeExceptionally(e);
                        }
                    });
            return verdict(reply.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            throw new IOException("clamd gave no answer within " + timeout, e);
        } catch (ExecutionException e) {
            throw new IOException("clamd could not be asked", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private String ask(SocketChannel channel, byte[] content) throws IOException {
        channel.connect(address);
        write(channel, ByteBuffer.wrap(COMMAND));
        for (int at = 0; at < content.length; at += CHUNK) {
            int length = Math.min(CHUNK, content.length - at);
            write(channel, ByteBuffer.allocate(Integer.BYTES).putInt(length).flip());
            write(channel, ByteBuffer.wrap(content, at, length));
        }
        write(channel, ByteBuffer.allocate(Integer.BYTES).putInt(0).flip());
        ByteArrayOutputStream reply = new ByteArrayOutputStream();
        ByteBuffer part = ByteBuffer.allocate(LONGEST_REPLY);
        while (channel.read(part) >= 0 && reply.size() < LONGEST_REPLY) {
            reply.write(part.array(), 0, part.position());
            boolean ended = part.position() > 0 && part.get(part.position() - 1) == 0;
            part.clear();
            if (ended) {
                break;
            }
        }
        return reply.toString(StandardCharsets.US_ASCII).replace("\0", "").strip();
    }

    /** Anything but a clear answer, such as "size limit exceeded", is none. */
    private static Verdict verdict(String reply) throws IOException {
        if (reply.equals("stream: OK")) {
            return new Verdict.Clean();
        }
        Matcher found = FOUND.matcher(reply);
        if (found.matches()) {
            return new Verdict.Harmful(found.group(1));
        }
        throw new IOException("clamd answered: " + reply);
    }

    private static void write(SocketChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
