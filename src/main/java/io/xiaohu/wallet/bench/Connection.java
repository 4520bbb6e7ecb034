package io.xiaohu.wallet.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One kept-alive HTTP/1.1 connection that does no more than a measurement needs: the load shares
 * its processors with the server, so what it costs itself would be measured as the server's.
 */
final class Connection implements AutoCloseable {

    private static final int BUFFER = 16 * 1024;

    private final int port;
    private Socket socket;
    private InputStream in;
    private OutputStream out;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private String csrfToken = "";

    Connection(int port) throws IOException {
        this.port = port;
        this.socket = open(port);
        this.in = new BufferedInputStream(socket.getInputStream(), BUFFER);
        this.out = socket.getOutputStream();
    }

    private static Socket open(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        return socket;
    }

    /** A server ends a connection after so many calls, and says so with the last. */
    private void reopen() throws IOException {
        socket.close();
        socket = open(port);
        in = new BufferedInputStream(socket.getInputStream(), BUFFER);
        out = socket.getOutputStream();
    }

    record Answer(int status, String body) {}

    void cookie(String name, String value) {
        cookies.put(name, value);
    }

    void csrfToken(String token) {
        this.csrfToken = token;
    }

    Answer get(String path) throws IOException {
        return exchange(head("GET", path) + "\r\n");
    }

    Answer post(String path, String body, String key) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return exchange(
                head("POST", path)
                        + "Content-Type: application/json\r\nIdempotency-Key: "
                        + key
                        + "\r\nContent-Length: "
                        + bytes.length
                        + "\r\n\r\n"
                        + body);
    }

    private String head(String method, String path) {
        StringBuilder head = new StringBuilder(512);
        head.append(method).append(' ').append(path).append(" HTTP/1.1\r\nHost: localhost\r\n");
        if (!cookies.isEmpty()) {
            head.append("Cookie: ");
            cookies.forEach(
                    (name, value) -> head.append(name).append('=').append(value).append(';'));
            head.append("\r\n");
        }
        if (!csrfToken.isEmpty()) {
            head.append("X-CSRF-Token: ").append(csrfToken).append("\r\n");
        }
        return head.toString();
    }

    private Answer exchange(String request) throws IOException {
        out.write(request.getBytes(StandardCharsets.UTF_8));
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        int length = 0;
        boolean chunked = false;
        boolean last = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            int colon = header.indexOf(':');
            String name = header.substring(0, colon).toLowerCase(Locale.ROOT);
            String value = header.substring(colon + 1).strip();
            switch (name) {
                case "content-length" -> length = Integer.parseInt(value);
                case "transfer-encoding" -> chunked = true;
                case "connection" -> last = value.equalsIgnoreCase("close");
                case "set-cookie" -> {
                    String[] cookie = value.split(";", 2)[0].split("=", 2);
                    cookies.put(cookie[0], cookie[1]);
                }
                default -> {}
            }
        }
        Answer answer = new Answer(status, chunked ? chunks() : text(length));
        if (last) {
            reopen();
        }
        return answer;
    }

    private String chunks() throws IOException {
        StringBuilder body = new StringBuilder();
        for (int size = size(); size > 0; size = size()) {
            body.append(text(size));
            line();
        }
        line();
        return body.toString();
    }

    private int size() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    private String text(int length) throws IOException {
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
