package io.xiaohu.platform.web;

import io.swagger.v3.oas.annotations.Hidden;
import io.xiaohu.kernel.Problem;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * Answers what fails before or beside the controllers: a page for a reader, a problem for a
 * program.
 */
@Hidden
@Controller
class ErrorAnswers implements ErrorController {

    private final ProblemAnswers answers;

    ErrorAnswers(ProblemAnswers answers) {
        this.answers = answers;
    }

    @RequestMapping(path = "/error", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView page(HttpServletRequest request) {
        int status = status(request);
        return new ModelAndView(
                "error",
                Map.of("status", status, "traceId", Traces.of(request)),
                HttpStatusCode.valueOf(status));
    }

    @RequestMapping("/error")
    ResponseEntity<Object> problem(HttpServletRequest request) {
        return answers.entity(Problem.of(ProblemAdvice.reasonOf(status(request))), request);
    }

    private static int status(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status
                ? status
                : 404;
    }
}
