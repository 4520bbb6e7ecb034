package io.xiaohu.platform.web;

import io.xiaohu.kernel.OpenCall;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /** Those whose path is one path only, by method and path. */
    private final Map<String, OpenCall> literal = new HashMap<>();

    private final List<Known> patterns = new ArrayList<>();

    OpenCalls(List<OpenCall> calls) {
        for (OpenCall call : calls) {
            PathPattern pattern = PathPatternParser.defaultInstance.parse(call.path());
            if (pattern.hasPatternSyntax()) {
                patterns.add(new Known(call, pattern));
            } else {
                literal.put(call.method() + ' ' + call.path(), call);
            }
        }
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
        String method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
        OpenCall only = literal.get(method + ' ' + request.getRequestURI());
        if (only != null) {
            return Optional.of(only);
        }
        PathContainer path = PathContainer.parsePath(request.getRequestURI());
        return patterns.stream()
                .filter(open -> open.call().method().equals(method))
                .filter(open -> open.pattern().matches(path))
                .map(Known::call)
                .findFirst();
    }
}
