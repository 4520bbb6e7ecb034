package io.xiaohu.platform.web;

import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.ProblemException;
import io.xiaohu.kernel.Reason;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.validation.BindException;
import org.springframework.validation.FieldError;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JacksonException.Reference;

/**
 * The one place where exceptions become answers. What the caller can put right names its field;
 * what is ours is logged in full and answered with nothing internal in it.
 */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProblemAdvice {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    private static final Map<Integer, Reason> BY_STATUS =
            Map.of(
                    400, Reason.BAD_INPUT,
                    404, Reason.NOT_FOUND,
                    405, Reason.METHOD_NOT_ALLOWED,
                    406, Reason.NOT_ACCEPTABLE,
                    413, Reason.BODY_TOO_LARGE,
                    415, Reason.MEDIA_TYPE_NOT_SUPPORTED,
                    503, Reason.UNAVAILABLE);

    private final ProblemAnswers answers;

    ProblemAdvice(ProblemAnswers answers) {
        this.answers = answers;
    }

    /** A person who reads pages is told on one. */
    @ExceptionHandler
    Object refusal(ProblemException e, HttpServletRequest request, HttpServletResponse response) {
        boolean onPage = readsPages(request) && !request.getRequestURI().startsWith("/api/");
        return onPage
                ? answers.page(e.problem(), request, response)
                : answers.entity(e.problem(), request);
    }

    @ExceptionHandler
    ResponseEntity<Object> unreadable(
            HttpMessageNotReadableException e, HttpServletRequest request) {
        String field = "";
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof JacksonException json && field.isEmpty()) {
                field = path(json);
            }
            if (cause instanceof ProblemException refused) {
                Problem problem = refused.problem();
                return answers.entity(Problem.of(problem.reason()).field(field), request);
            }
        }
        Problem problem = Problem.of(Reason.BAD_INPUT);
        return answers.entity(field.isEmpty() ? problem : problem.field(field), request);
    }

    @ExceptionHandler
    ResponseEntity<Object> invalid(MethodArgumentNotValidException e, HttpServletRequest request) {
        return answers.entity(fields(e), request);
    }

    @ExceptionHandler
    ResponseEntity<Object> invalid(HandlerMethodValidationException e, HttpServletRequest request) {
        Problem problem = Problem.of(Reason.BAD_INPUT);
        for (var result : e.getParameterValidationResults()) {
            String name = String.valueOf(result.getMethodParameter().getParameterName());
            problem = problem.field(name);
        }
        return answers.entity(problem, request);
    }

    /** A path that is no id names nothing; a parameter of the wrong type is bad input. */
    @ExceptionHandler
    ResponseEntity<Object> mistyped(
            MethodArgumentTypeMismatchException e, HttpServletRequest request) {
        boolean inPath = e.getParameter().hasParameterAnnotation(PathVariable.class);
        Problem problem =
                inPath
                        ? Problem.of(Reason.NOT_FOUND)
                        : Problem.of(Reason.BAD_INPUT).field(e.getName());
        return answers.entity(problem, request);
    }

    /** Far more than any form takes; a person is told on a page. */
    @ExceptionHandler
    Object tooLarge(MaxUploadSizeExceededException e, HttpServletRequest request) {
        if (readsPages(request)) {
            int status = HttpStatus.CONTENT_TOO_LARGE.value();
            return new ModelAndView(
                    "error", Map.of("status", status, "traceId", ""), HttpStatus.CONTENT_TOO_LARGE);
        }
        return answers.entity(Problem.of(Reason.FILE_TOO_LARGE).with("max", "10 MB"), request);
    }

    /** A form without its boundary, or parameters that are no text in UTF-8. */
    @ExceptionHandler({MultipartException.class, InvalidParameterException.class})
    ResponseEntity<Object> malformed(Exception e, HttpServletRequest request) {
        return answers.entity(Problem.of(Reason.BAD_INPUT), request);
    }

    @ExceptionHandler({
        DataAccessResourceFailureException.class,
        CannotCreateTransactionException.class
    })
    ResponseEntity<Object> databaseAway(Exception e, HttpServletRequest request) {
        LOG.error("the database cannot be reached: {}", e.getMessage());
        return answers.entity(Problem.of(Reason.UNAVAILABLE), request);
    }

    /** A person who lost their way gets a page, a program a problem. */
    @ExceptionHandler({NoResourceFoundException.class, NoHandlerFoundException.class})
    @Nullable ResponseEntity<Object> unknownPath(
            HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (readsPages(request)) {
            response.sendError(HttpStatus.NOT_FOUND.value());
            return null;
        }
        return answers.entity(Problem.of(Reason.NOT_FOUND), request);
    }

    private static boolean readsPages(HttpServletRequest request) {
        String accepts = request.getHeader(HttpHeaders.ACCEPT);
        return accepts != null && accepts.contains(MediaType.TEXT_HTML_VALUE);
    }

    /** The reader went away in the middle of an answer: nobody is left to be told. */
    @ExceptionHandler
    void gone(AsyncRequestNotUsableException e) {
        LOG.debug("the reader went away", e);
    }

    @ExceptionHandler
    ResponseEntity<Object> anythingElse(Exception e, HttpServletRequest request) {
        Reason reason = reasonOf(e);
        if (reason == Reason.INTERNAL) {
            LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), e);
        }
        return answers.entity(Problem.of(reason), request);
    }

    static Reason reasonOf(int status) {
        Reason known = BY_STATUS.get(status);
        if (known != null) {
            return known;
        }
        return status >= 400 && status < 500 ? Reason.BAD_INPUT : Reason.INTERNAL;
    }

    private static Reason reasonOf(Exception e) {
        if (e instanceof ErrorResponse response) {
            return reasonOf(response.getStatusCode().value());
        }
        ResponseStatus annotated =
                AnnotationUtils.findAnnotation(e.getClass(), ResponseStatus.class);
        HttpStatusCode status = annotated == null ? null : annotated.code();
        return status == null ? Reason.INTERNAL : reasonOf(status.value());
    }

    private static Problem fields(BindException e) {
        Problem problem = Problem.of(Reason.BAD_INPUT);
        for (FieldError error : e.getFieldErrors()) {
            @Nullable String message = error.getDefaultMessage();
            problem = problem.field(error.getField(), message == null ? "" : message);
        }
        return problem;
    }

    private static String path(JacksonException e) {
        return e.getPath().stream()
                .map(Reference::getPropertyName)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("."));
    }
}
