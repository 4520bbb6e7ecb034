package io.xiaohu.platform.web;

import io.xiaohu.kernel.MovesMoney;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Knows which calls move money, from what is annotated so. */
@Component
class MoneyCalls {

    private record Known(String method, PathPattern pattern) {}

    private final List<Known> known;

    MoneyCalls(RequestMappingHandlerMapping requestMappingHandlerMapping) {
        known =
                requestMappingHandlerMapping.getHandlerMethods().entrySet().stream()
                        .filter(call -> call.getValue().hasMethodAnnotation(MovesMoney.class))
                        .flatMap(call -> known(call.getKey()))
                        .toList();
    }

    boolean isOne(HttpServletRequest request) {
        PathContainer path = PathContainer.parsePath(request.getRequestURI());
        return known.stream()
                .filter(call -> call.method().equals(request.getMethod()))
                .anyMatch(call -> call.pattern().matches(path));
    }

    private static Stream<Known> known(RequestMappingInfo call) {
        return call.getMethodsCondition().getMethods().stream()
                .map(RequestMethod::name)
                .flatMap(method ->
                        call.getPatternValues().stream()
                                .map(PathPatternParser.defaultInstance::parse)
                                .map(pattern -> new Known(method, pattern)));
    }
}
