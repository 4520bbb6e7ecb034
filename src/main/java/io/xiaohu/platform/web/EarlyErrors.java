package io.xiaohu.platform.web;

import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.catalina.Host;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * What the web server itself refuses, before any filter of ours: a path that is none, a header that
 * is none, headers without end. A program gets a problem for these too.
 */
@Configuration(proxyBeanMethods = false)
class EarlyErrors {

    /** After Spring Boot's, so that this valve stands inside its and reports first. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> earlyErrorsAreProblems(
            ProblemAnswers problems) {
        return factory ->
                factory.addContextCustomizers(context -> {
                    if (context.getParent() instanceof Host host) {
                        host.getPipeline().addValve(new Report(problems));
                    }
                    if (context.getParent() instanceof StandardHost host) {
                        host.setErrorReportValveClass(Report.class.getName());
                    }
                });
    }

    static final class Report extends ErrorReportValve {

        private final ProblemAnswers problems;

        Report(ProblemAnswers problems) {
            this.problems = problems;
            setShowReport(false);
            setShowServerInfo(false);
        }

        @Override
        protected void report(Request request, Response response, @Nullable Throwable throwable) {
            int status = response.getStatus();
            if (status < 400 || wantsPage(request)) {
                super.report(request, response, throwable);
            } else if (response.getContentWritten() == 0 && response.setErrorReported()) {
                write(reason(status), request, response);
            }
        }

        private void write(Reason reason, Request request, Response response) {
            if (Traces.of(request).isEmpty()) {
                request.setAttribute(Traces.TRACE_ID, Traces.next());
            }
            try {
                problems.write(Problem.of(reason), request, response);
                response.finishResponse();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** A version of HTTP that nobody speaks is the caller's mistake, not ours. */
        private static Reason reason(int status) {
            return status > 500 && status != 503
                    ? Reason.BAD_INPUT
                    : ProblemAdvice.reasonOf(status);
        }

        private static boolean wantsPage(HttpServletRequest request) {
            String accepts = request.getHeader(HttpHeaders.ACCEPT);
            return accepts != null && accepts.contains(MediaType.TEXT_HTML_VALUE);
        }
    }
}
