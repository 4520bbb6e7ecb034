package io.xiaohu.platform.web;

import io.xiaohu.kernel.IdempotentRequest;
import io.xiaohu.kernel.Languages;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;

/**
 * Conventions every controller can rely on: the language, the idempotent request, roles, the clock.
 */
@Configuration(proxyBeanMethods = false)
class WebConventions implements WebMvcConfigurer {

    /**
     * Facts take their time from here, so that tests can set it. Microseconds, as the database
     * keeps them: an answer told again has the very time it had at first.
     */
    @Bean
    static Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
    }

    /** Numbers and ids are never made of text that says nothing. */
    @Bean
    static JsonMapperBuilderCustomizer emptyTextIsNoValue() {
        return builder ->
                builder.withCoercionConfigDefaults(coercions ->
                        coercions
                                .setAcceptBlankAsEmpty(false)
                                .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail));
    }

    @Bean
    static LocaleResolver localeResolver() {
        return new CallerLanguage();
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new RoleCheck());
        registry.addInterceptor(new FileBounds());
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new IdempotentRequestResolver());
    }

    /**
     * Spring's own takes "zh" and "zh-TW" for languages we do not speak, and goes on to English.
     */
    private static final class CallerLanguage extends AcceptHeaderLocaleResolver {

        @Override
        public Locale resolveLocale(HttpServletRequest request) {
            return request.getHeader(HttpHeaders.ACCEPT_LANGUAGE) == null
                    ? Languages.CHINESE
                    : Languages.firstSpoken(Collections.list(request.getLocales()));
        }
    }

    private static final class IdempotentRequestResolver implements HandlerMethodArgumentResolver {

        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == IdempotentRequest.class;
        }

        @Override
        public Object resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer container,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binder) {
            return Objects.requireNonNull(
                    request.getAttribute(
                            IdempotencyFilter.REQUEST, RequestAttributes.SCOPE_REQUEST),
                    "a call that takes an IdempotentRequest is marked @MovesMoney");
        }
    }
}
