package io.xiaohu.platform.web;

import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads the body of a call once, up to what a call may carry, and keeps it for whoever asks again.
 * NUL characters, which no text of ours contains and PostgreSQL cannot store, end here.
 */
@Component
@Order(0)
class BodyFilter extends OncePerRequestFilter {

    /** What a JSON call may carry; files come as multipart and have a limit of their own. */
    static final int LARGEST_BODY = 64 * 1024;

    /** Whatever people paste there is answered, and nothing of it is stored. */
    private static final String CHECK = "/api/v1/trust/check";

    private final ProblemAnswers problems;

    BodyFilter(ProblemAnswers problems) {
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith("/api/");
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean keepsNothing = request.getRequestURI().equals(CHECK);
        if (!keepsNothing && hasNul(request.getQueryString())) {
            problems.write(Problem.of(Reason.BAD_INPUT), request, response);
            return;
        }
        if (isMultipart(request)) {
            chain.doFilter(request, response);
            return;
        }
        byte[] body = request.getInputStream().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            problems.write(Problem.of(Reason.BODY_TOO_LARGE), request, response);
            return;
        }
        if (!keepsNothing && hasNul(new String(body, StandardCharsets.UTF_8))) {
            problems.write(Problem.of(Reason.BAD_INPUT), request, response);
            return;
        }
        chain.doFilter(new WithBody(request, body), response);
    }

    static boolean isMultipart(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.startsWith("multipart/");
    }

    private static boolean hasNul(@Nullable String text) {
        return text != null
                && (text.indexOf('\0') >= 0 || text.contains("\\u0000") || text.contains("%00"));
    }

    /** A request whose body can be read again. */
    static final class WithBody extends HttpServletRequestWrapper {
        private final byte[] body;

        WithBody(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        byte[] body() {
            return body;
        }

        @Override
        public ServletInputStream getInputStream() {
            ByteArrayInputStream in = new ByteArrayInputStream(body);
            return new ServletInputStream() {
                @Override
                public int read() {
                    return in.read();
                }

                @Override
                public int read(byte[] target, int offset, int length) {
                    return in.read(target, offset, length);
                }

                @Override
                public boolean isFinished() {
                    return in.available() == 0;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    throw new IllegalStateException("the body is read blocking");
                }
            };
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(
                    new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }
}
