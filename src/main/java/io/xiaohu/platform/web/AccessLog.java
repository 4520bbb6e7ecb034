package io.xiaohu.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import org.apache.catalina.valves.AccessLogValve;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Keeps out of the access log what whoever reads it must not learn. Its pattern leaves out query
 * strings (see {@code server.tomcat.accesslog.pattern}); calls to {@code /callbacks}, whose path
 * can be a provider's password, are not in it at all.
 */
@Component
class AccessLog implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private static final String UNLOGGED = "xiaohu.unlogged";

    @Override
    public void customize(TomcatServletWebServerFactory server) {
        server.getEngineValves().stream()
                .filter(valve -> valve instanceof AccessLogValve)
                .forEach(valve -> ((AccessLogValve) valve).setConditionUnless(UNLOGGED));
    }

    static void passOver(HttpServletRequest request) {
        if (request.getRequestURI().startsWith("/callbacks/")) {
            request.setAttribute(UNLOGGED, true);
        }
    }
}
