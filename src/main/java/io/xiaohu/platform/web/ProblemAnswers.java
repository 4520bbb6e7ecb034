package io.xiaohu.platform.web;

import io.xiaohu.kernel.Failure;
import io.xiaohu.kernel.Languages;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.ProblemTexts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.databind.json.JsonMapper;

/**
 * Turns a problem into an answer in the caller's language, for controllers and for filters alike.
 */
@Component
class ProblemAnswers {

    private final LocaleResolver locales;
    private final JsonMapper json;

    ProblemAnswers(LocaleResolver locales, JsonMapper json) {
        this.locales = locales;
        this.json = json;
    }

    ResponseEntity<Object> entity(Problem problem, HttpServletRequest request) {
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(problem.reason().status())
                        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                        .header(HttpHeaders.CACHE_CONTROL, "no-store");
        Object retryAfter = problem.args().get("retryAfter");
        if (retryAfter != null) {
            answer.header(HttpHeaders.RETRY_AFTER, retryAfter.toString());
        }
        return answer.body(answer(problem, request));
    }

    /**
     * The same as a page, in the language that the page's path says; what a form sent is still in
     * the browser's page before it.
     */
    ModelAndView page(Problem problem, HttpServletRequest request, HttpServletResponse response) {
        Object retryAfter = problem.args().get("retryAfter");
        if (retryAfter != null) {
            response.setHeader(HttpHeaders.RETRY_AFTER, retryAfter.toString());
        }
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        boolean english = request.getRequestURI().startsWith("/en/");
        Locale locale = english ? Languages.ENGLISH : Languages.CHINESE;
        return new ModelAndView(
                "error",
                Map.of(
                        "status",
                        problem.reason().status(),
                        "traceId",
                        Traces.of(request),
                        "language",
                        locale.toLanguageTag(),
                        "failure",
                        ProblemTexts.render(problem, locale),
                        "typed",
                        request.getMethod().equals("POST")),
                HttpStatusCode.valueOf(problem.reason().status()));
    }

    void write(Problem problem, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        ResponseEntity<Object> entity = entity(problem, request);
        response.setStatus(entity.getStatusCode().value());
        entity.getHeaders().forEach((name, values) -> response.setHeader(name, values.getFirst()));
        response.getOutputStream().write(json.writeValueAsBytes(entity.getBody()));
    }

    private ProblemAnswer answer(Problem problem, HttpServletRequest request) {
        Locale locale = locales.resolveLocale(request);
        Failure failure = ProblemTexts.render(problem, locale);
        List<ProblemAnswer.Field> fields =
                problem.fields().stream()
                        .map(field ->
                                new ProblemAnswer.Field(
                                        field.name(),
                                        field.detail().isEmpty()
                                                ? failure.detail()
                                                : field.detail()))
                        .toList();
        return new ProblemAnswer(
                URI.create("urn:xiaohu:problem:" + problem.reason()),
                problem.reason().status(),
                failure,
                fields,
                Traces.of(request),
                problem.extra());
    }
}
