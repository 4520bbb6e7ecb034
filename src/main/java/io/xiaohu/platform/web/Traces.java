package io.xiaohu.platform.web;

import io.xiaohu.kernel.Ids;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives every request a trace id, the caller's own (W3C {@code traceparent}) when it sends one. It
 * stands in every log line, in the header {@code X-Trace-Id} and in every problem answer, so that a
 * customer can name what went wrong.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class Traces extends OncePerRequestFilter {

    static final String TRACE_ID = "traceId";

    private static final Pattern TRACEPARENT =
            Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        AccessLog.passOver(request);
        String traceId = traceId(request);
        request.setAttribute(TRACE_ID, traceId);
        response.setHeader("X-Trace-Id", traceId);
        MDC.put(TRACE_ID, traceId);
        try {
            chain.doFilter(request, response);
        } finally {
            MDC.remove(TRACE_ID);
        }
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return true;
    }

    static String of(HttpServletRequest request) {
        Object traceId = request.getAttribute(TRACE_ID);
        return traceId == null ? "" : traceId.toString();
    }

    private static String traceId(HttpServletRequest request) {
        String parent = request.getHeader("traceparent");
        if (parent != null) {
            Matcher matcher = TRACEPARENT.matcher(parent);
            if (matcher.matches()) {
                return matcher.group(1);
            }
        }
        return next();
    }

    static String next() {
        return Ids.next().toString().replace("-", "");
    }
}
