package io.xiaohu.site.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.kernel.Signals;
import io.xiaohu.site.SiteSettings;
import io.xiaohu.testing.TestClock;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** A page is made once, again when something in it changed, and stands while that fails. */
class KeptPagesTests {

    private final List<Consumer<String>> listeners = new ArrayList<>();
    private final TestClock clock = new TestClock();
    private final KeptPages pages =
            new KeptPages(new SiteSettings("", "", "", ""), new Told(listeners), clock);
    private final AtomicInteger made = new AtomicInteger();

    @Test
    void aPageIsMadeOnceUntilItsTimeIsOver() throws Exception {
        assertThat(read("/status", this::page)).isEqualTo("page 1");
        assertThat(read("/status", this::page)).isEqualTo("page 1");
        clock.advance(Duration.ofSeconds(6));
        assertThat(read("/status", this::page)).isEqualTo("page 2");
    }

    @Test
    void aChangeMakesItAnew() throws Exception {
        read("/contact", this::page);
        listeners.forEach(listener -> listener.accept("x"));
        assertThat(read("/contact", this::page)).isEqualTo("page 2");
    }

    @Test
    void itStandsWhileItCannotBeMadeAnewAndIsTriedAgain() throws Exception {
        read("/status", this::page);
        clock.advance(Duration.ofSeconds(6));
        FilterChain failing =
                (request, response) -> ((HttpServletResponse) response).setStatus(503);
        assertThat(read("/status", failing)).isEqualTo("page 1");
        FilterChain thrown =
                (request, response) -> {
                    throw new IllegalStateException("no database");
                };
        assertThat(read("/status", thrown)).isEqualTo("page 1");
        assertThat(read("/status", this::page)).isEqualTo("page 2");
    }

    @Test
    void whatIsAskedForWithAQuestionOrIsNoPageIsNotKept() throws Exception {
        for (String path : List.of("/help?q=x", "/api/v1/me", "/app/")) {
            made.set(0);
            read(path, this::page);
            assertThat(read(path, this::page)).as(path).isEqualTo("page 2");
        }
    }

    private String read(String path, FilterChain chain) throws ServletException, IOException {
        String[] parts = path.split("\\?", 2);
        MockHttpServletRequest request = new MockHttpServletRequest("GET", parts[0]);
        request.addHeader("Host", "localhost");
        request.setQueryString(parts.length > 1 ? parts[1] : null);
        MockHttpServletResponse response = new MockHttpServletResponse();
        pages.doFilter(request, response, chain);
        assertThat(response.getStatus()).isEqualTo(200);
        return response.getContentAsString();
    }

    private void page(ServletRequest request, ServletResponse to) throws IOException {
        HttpServletResponse response = (HttpServletResponse) to;
        response.setHeader("Cache-Control", SitePages.LIVE);
        response.getWriter().write("page " + made.incrementAndGet());
    }

    /** Signals nobody sends but the test. */
    private record Told(List<Consumer<String>> listeners) implements Signals {

        @Override
        public void send(String topic, Collection<String> keys) {}

        @Override
        public void sendChange(String topic, String key) {}

        @Override
        public AutoCloseable listen(String topic, Consumer<String> heard) {
            listeners.add(heard);
            return () -> {};
        }
    }
}
