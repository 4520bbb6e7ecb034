package io.xiaohu.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.IntegrationTest;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Requests no client library would send are the caller's mistake, and told as one. */
@IntegrationTest
class MalformedRequestsIntegrationTests {

    private static final String JSON = "{\"phone\":\"13900000001\",\"purpose\":\"REGISTER\"}";

    @LocalServerPort private int port;

    static List<String> requests() {
        return List.of(
                "GET /api/v1/top-ups/..%2f.. HTTP/1.1\r\nHost: localhost\r\n",
                "GET /api/v1/top-ups/%00 HTTP/1.1\r\nHost: localhost\r\n",
                "GET /api/v1/top-ups/%ff HTTP/1.1\r\nHost: localhost\r\n",
                "GET /api/v1/top-ups/%5c HTTP/1.1\r\nHost: localhost\r\n",
                "GET /api/v1/<>{} HTTP/1.1\r\nHost: localhost\r\n",
                "GET /api/v1/me HTTP/1.1\r\nHost: localhost\r\nA header without colon\r\n",
                "GET /api/v1/me HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(20_000) + "\r\n",
                "GET /api/v1/me HTTP/1.1\r\n",
                "GET /api/v1/me HTTP/9.9\r\nHost: localhost\r\n",
                "POST /api/v1/codes HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n",
                "POST /api/v1/codes HTTP/1.1\r\nHost: localhost\r\nExpect: nonsense\r\n",
                "GET /api/v1/help/search?q=%ff%fe HTTP/1.1\r\nHost: localhost\r\n",
                "GET /api/v1/trust/check?value=%ff HTTP/1.1\r\nHost: localhost\r\n");
    }

    @ParameterizedTest
    @MethodSource("requests")
    void whatIsNoRequestIsAnsweredWithAProblem(String request) throws IOException {
        String answer = send(request + "Accept-Language: en\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("application/problem+json");
        assertThat(answer)
                .contains("\"status\":400", "\"code\":\"BAD_INPUT\"", "\"money\":\"NOT_TAKEN\"")
                .containsPattern("\"traceId\":\"[0-9a-f]{32}\"")
                .doesNotContain("Apache", "tomcat", "<html");
    }

    @ParameterizedTest
    @ValueSource(strings = {"multipart/form-data", "multipart/", "multipart/mixed; boundary="})
    void aFormWithoutItsBoundaryIsRefused(String type) throws IOException {
        String answer =
                send(
                        "POST /api/v1/codes HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
                                + type
                                + "\r\nContent-Length: "
                                + JSON.length()
                                + "\r\nConnection: close\r\n\r\n"
                                + JSON);
        assertThat(answer)
                .containsPattern("^HTTP/1.1 4(00|15) ")
                .contains("application/problem+json");
    }

    @Test
    void aPersonWhoMistypesAnAddressGetsAPage() throws IOException {
        String answer =
                send(
                        "GET /help/%ff HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n"
                                + "Connection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("text/html");
    }

    private String send(String request) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
