package io.xiaohu.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;

/** What a stranger writes into forwarding headers is not believed. */
class TrustedProxiesTests {

    /** Answers with what it believes of its caller. */
    private static final class Mirror extends HttpServlet {
        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            response.getWriter().print(request.getRemoteAddr() + " " + request.isSecure());
        }
    }

    @Test
    void aConfiguredProxyIsBelieved() throws Exception {
        assertThat(seen(List.of("127.0.0.0/8"), "203.0.113.7")).isEqualTo("203.0.113.7 true");
    }

    @Test
    void plainAddressesOfBothKindsAreTaken() throws Exception {
        assertThat(seen(List.of("127.0.0.1", "::1"), "203.0.113.7")).isEqualTo("203.0.113.7 true");
    }

    @Test
    void nobodyIsBelievedWithoutOne() throws Exception {
        assertThat(seen(List.of(), "203.0.113.7")).isEqualTo("127.0.0.1 false");
    }

    @Test
    void anotherPrivateAddressIsNotBelieved() throws Exception {
        assertThat(seen(List.of("10.0.0.0/8"), "203.0.113.7")).isEqualTo("127.0.0.1 false");
    }

    @Test
    void ofAChainOnlyTheLastStrangerCounts() throws Exception {
        assertThat(seen(List.of("127.0.0.1"), "198.51.100.1, 203.0.113.7"))
                .isEqualTo("203.0.113.7 true");
    }

    private static String seen(List<String> proxies, String forwardedFor) throws Exception {
        TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(0);
        new TrustedProxies(new TrustedProxies.Settings(proxies)).customize(factory);
        WebServer server =
                factory.getWebServer(
                        context -> context.addServlet("mirror", new Mirror()).addMapping("/"));
        server.start();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(
                                            URI.create("http://127.0.0.1:" + server.getPort()))
                                    .header("X-Forwarded-For", forwardedFor)
                                    .header("X-Forwarded-Proto", "https")
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } finally {
            server.stop();
        }
    }
}
