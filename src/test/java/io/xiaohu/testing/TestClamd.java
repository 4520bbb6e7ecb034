package io.xiaohu.testing;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Speaks the part of clamd's protocol that scans a stream, as clamd(8) documents it: the command
 * {@code zINSTREAM}, chunks after their length, an empty one at the end. It finds the EICAR test
 * file and nothing else.
 */
public final class TestClamd implements AutoCloseable {

    /**
     * What every scanner finds and nothing is harmed by (eicar.org), in two parts for this file.
     */
    public static final String EICAR =
            "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-" + "ANTIVIRUS-TEST-FILE!$H+H*";

    private final ServerSocket server;
    private final AtomicInteger scans = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();

    public TestClamd() {
        try {
            server = new ServerSocket(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::serve);
    }

    public String address() {
        return "tcp://127.0.0.1:" + server.getLocalPort();
    }

    /** How many streams were scanned to their end. */
    public int scans() {
        return scans.get();
    }

    /** The next so many scans end without an answer, as if clamd were killed. */
    public void failNext(int times) {
        failures.set(times);
    }

    /** How many of those are left. */
    public int failuresLeft() {
        return failures.get();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> scan(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void scan(Socket socket) {
        try (socket) {
            if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                return;
            }
            DataInputStream in = new DataInputStream(socket.getInputStream());
            StringBuilder command = new StringBuilder();
            for (int letter; (letter = in.read()) > 0; ) {
                command.append((char) letter);
            }
            if (!command.toString().equals("zINSTREAM")) {
                answer(socket, "UNKNOWN COMMAND");
                return;
            }
            StringBuilder content = new StringBuilder();
            for (int length; (length = in.readInt()) > 0; ) {
                content.append(new String(in.readNBytes(length), StandardCharsets.ISO_8859_1));
            }
            scans.incrementAndGet();
            boolean found = content.indexOf(EICAR) >= 0;
            answer(socket, found ? "stream: Eicar-Test-Signature FOUND" : "stream: OK");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answer(Socket socket, String text) throws IOException {
        socket.getOutputStream().write((text + "\0").getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }
}
