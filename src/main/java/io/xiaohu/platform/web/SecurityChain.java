package io.xiaohu.platform.web;

import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.SessionSource;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * The security chain, put together from what modules contribute: sessions and open calls. A call
 * under {@code /api} that nobody declared open needs a session of the right kind. Sessions are
 * ours: what Spring Security and the container know of sessions and of who is calling is not used.
 */
@Configuration(proxyBeanMethods = false)
class SecurityChain {

    private static final String CONTENT_SECURITY_POLICY =
            String.join(
                    "; ",
                    "default-src 'none'",
                    "script-src 'self'",
                    "style-src 'self'",
                    "img-src 'self' data: blob:",
                    "font-src 'self' data:",
                    "connect-src 'self'",
                    "manifest-src 'self'",
                    "worker-src 'self'",
                    "form-action 'self'",
                    "base-uri 'none'",
                    "frame-ancestors 'none'");

    @Bean
    SecurityFilterChain security(
            HttpSecurity http,
            List<SessionSource> sources,
            OpenCalls openCalls,
            ProblemAnswers problems) {
        return http.csrf(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .servletApi(AbstractHttpConfigurer::disable)
                .sessionManagement(AbstractHttpConfigurer::disable)
                .securityContext(context ->
                        context.securityContextRepository(
                                new RequestAttributeSecurityContextRepository()))
                .headers(headers ->
                        headers.contentSecurityPolicy(
                                        csp -> csp.policyDirectives(CONTENT_SECURITY_POLICY))
                                .referrerPolicy(
                                        referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                                .permissionsPolicyHeader(permissions ->
                                        permissions.policy(
                                                "camera=(self), microphone=(),"
                                                        + " geolocation=()"))
                                .httpStrictTransportSecurity(hsts ->
                                        hsts.maxAgeInSeconds(Duration.ofDays(365).toSeconds()))
                                .cacheControl(cache -> cache.disable())
                                .addHeaderWriter(SecurityChain::keepNoAnswers))
                .addFilterBefore(
                        new SessionFilter(sources, openCalls, problems),
                        AnonymousAuthenticationFilter.class)
                .authorizeHttpRequests(calls ->
                        calls.requestMatchers(request -> openCalls.find(request).isPresent())
                                .permitAll()
                                .requestMatchers("/api/v1/desk/**")
                                .hasAuthority(SessionFilter.STAFF)
                                .requestMatchers("/api/**")
                                .hasAuthority(SessionFilter.CUSTOMER)
                                .anyRequest()
                                .permitAll())
                .exceptionHandling(exceptions ->
                        exceptions
                                .authenticationEntryPoint((request, response, e) ->
                                        problems.write(
                                                Problem.of(Reason.NOT_SIGNED_IN),
                                                request,
                                                response))
                                .accessDeniedHandler((request, response, e) ->
                                        problems.write(
                                                Problem.of(Reason.NOT_ALLOWED), request, response)))
                .build();
    }

    /** What somebody is told of an account is not left in a browser others use. */
    private static void keepNoAnswers(HttpServletRequest request, HttpServletResponse response) {
        if (request.getRequestURI().startsWith("/api/")
                && !response.containsHeader(HttpHeaders.CACHE_CONTROL)) {
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        }
    }

    /** A request is measured as a whole, not each filter of the chain by itself. */
    @Bean
    SecurityObservationSettings unobserved() {
        return SecurityObservationSettings.noObservations();
    }

    /** There are no users of Spring Security's own; without this it would make one up. */
    @Bean
    UserDetailsService noUsers() {
        return name -> {
            throw new UsernameNotFoundException(name);
        };
    }
}
