package io.xiaohu.wallet.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Server-Sent Events over a socket of their own. */
final class EventStream implements AutoCloseable {

    private static final int BUFFER = 1024;
    private static final int READ_TIMEOUT_MILLIS = 40_000;

    private final Socket socket;
    private final InputStream in;
    private int leftOfChunk;

    /** An event; without an id when it is not kept. */
    record Event(String id, String name, String data, long retryMillis) {}

    /**
     * @param lastId what the reader has already; empty for one who begins
     */
    EventStream(int port, String path, String cookie, String lastId) throws IOException {
        this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(READ_TIMEOUT_MILLIS);
        this.in = new BufferedInputStream(socket.getInputStream(), BUFFER);
        String resume = lastId.isEmpty() ? "" : "Last-Event-ID: " + lastId + "\r\n";
        socket.getOutputStream()
                .write(
                        ("GET "
                                        + path
                                        + " HTTP/1.1\r\n"
                                        + "Host: localhost\r\n"
                                        + "Accept: text/event-stream\r\n"
                                        + "Cookie: "
                                        + cookie
                                        + "\r\n"
                                        + resume
                                        + "\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
        String status = rawLine();
        if (!status.contains(" 200")) {
            socket.close();
            throw new IOException("no stream: " + status);
        }
        while (!rawLine().isEmpty()) {
            // Its headers say nothing that is needed here.
        }
    }

    /** Waits for the next event; the greeting is one without a name. */
    Event next() throws IOException {
        String id = "";
        String name = "";
        StringBuilder data = new StringBuilder();
        long retry = 0;
        boolean something = false;
        while (true) {
            String line = line();
            if (line.isEmpty()) {
                if (something) {
                    return new Event(id, name, data.toString(), retry);
                }
            } else if (line.startsWith("id: ")) {
                id = line.substring(4);
            } else if (line.startsWith("event: ")) {
                name = line.substring(7);
                something = true;
            } else if (line.startsWith("data: ")) {
                data.append(line, 6, line.length());
                something = true;
            } else if (line.startsWith("retry: ")) {
                retry = Long.parseLong(line.substring(7));
                something = true;
            }
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int c = inChunk(); c != '\n'; c = inChunk()) {
            line.append((char) c);
        }
        return line.toString();
    }

    private int inChunk() throws IOException {
        if (leftOfChunk == 0) {
            String size = rawLine();
            leftOfChunk = Integer.parseInt(size.isEmpty() ? rawLine() : size, 16);
            if (leftOfChunk == 0) {
                throw new EOFException("the server ended the stream");
            }
        }
        leftOfChunk--;
        return read();
    }

    private String rawLine() throws IOException {
        StringBuilder line = new StringBuilder(32);
        for (int c = read(); c != '\n'; c = read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private int read() throws IOException {
        int c = in.read();
        if (c < 0) {
            throw new EOFException("the stream was cut");
        }
        return c;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
