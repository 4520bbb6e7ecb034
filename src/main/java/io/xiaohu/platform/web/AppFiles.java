package io.xiaohu.platform.web;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.PathResourceResolver;

/**
 * The files of the wallet and the desk. Files with a hash in their name are kept for a year; any
 * other path is a page of the app and gets its index.
 */
@Configuration(proxyBeanMethods = false)
class AppFiles implements WebMvcConfigurer {

    private static final CacheControl HASHED =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        for (String app : new String[] {"app", "desk"}) {
            registry.addResourceHandler("/" + app + "/assets/**")
                    .addResourceLocations("classpath:/static/" + app + "/assets/")
                    .setCacheControl(HASHED);
            registry.addResourceHandler("/" + app + "/**")
                    .addResourceLocations("classpath:/static/" + app + "/")
                    .setCacheControl(CacheControl.noCache())
                    .resourceChain(true)
                    .addResolver(new PageOrFile());
        }
        registry.addResourceHandler("/site/**")
                .addResourceLocations("classpath:/static/site/")
                .setCacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePublic());
    }

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        for (String app : new String[] {"/app", "/desk"}) {
            registry.addRedirectViewController(app, app + "/");
            registry.addViewController(app + "/").setViewName("forward:" + app + "/index.html");
        }
    }

    private static final class PageOrFile extends PathResourceResolver {
        @Override
        protected @Nullable Resource getResource(String path, Resource location)
                throws IOException {
            Resource file = super.getResource(path, location);
            boolean isPage = path.lastIndexOf('.') <= path.lastIndexOf('/');
            return file == null && isPage ? location.createRelative("index.html") : file;
        }
    }
}
