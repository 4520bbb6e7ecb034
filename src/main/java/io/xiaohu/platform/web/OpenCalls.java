package io.xiaohu.platform.web;

import io.xiaohu.kernel.OpenCall;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Finds the open call, if any, that a request makes. */
@Component
class OpenCalls {

    private record Known(OpenCall call, PathPattern pattern) {}

    private static final String FOUND = OpenCalls.class.getName();

    private final List<Known> known;

    OpenCalls(List<OpenCall> calls) {
        known =
                calls.stream()
                        .map(call ->
                                new Known(
                                        call, PathPatternParser.defaultInstance.parse(call.path())))
                        .toList();
    }

    /** Several ask in the course of one request; it is looked for once. */
    Optional<OpenCall> find(HttpServletRequest request) {
        if (request.getAttribute(FOUND) instanceof Optional<?> found) {
            return found.map(OpenCall.class::cast);
        }
        Optional<OpenCall> found = look(request);
        request.setAttribute(FOUND, found);
        return found;
    }

    private Optional<OpenCall> look(HttpServletRequest request) {
        PathContainer path = PathContainer.parsePath(request.getRequestURI());
        String method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
        return known.stream()
                .filter(open -> open.call().method().equals(method))
                .filter(open -> open.pattern().matches(path))
                .map(Known::call)
                .findFirst();
    }
}
