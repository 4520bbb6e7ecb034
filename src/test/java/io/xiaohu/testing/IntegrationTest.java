package io.xiaohu.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/**
 * The whole server on a real PostgreSQL, listening on a port of its own, in demo mode without demo
 * people. All tests that carry this share one server: each makes the customers it needs.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "xiaohu.demo.people=false",
            "xiaohu.assistant.enabled=false",
            "xiaohu.demo.staff-password=" + TestServer.STAFF_PASSWORD,
            "xiaohu.site.icp=浙ICP备2026000728号",
            "xiaohu.site.police=浙公网安备33010602000728号",
            "xiaohu.site.licence=Z2007281000011",
            "xiaohu.web.proxies=127.0.0.1,::1",
            "xiaohu.rate-limits.codes-by-address.capacity=100000",
            "xiaohu.rate-limits.codes-in-all.capacity=100000",
            "xiaohu.rate-limits.register-by-address.capacity=100000",
            "xiaohu.rate-limits.sign-in-by-address.capacity=100000",
            "xiaohu.rate-limits.desk-sign-in-by-address.capacity=100000",
            "xiaohu.rate-limits.guest-conversations-by-address.capacity=100000",
            "xiaohu.rate-limits.public-feedback-by-address.capacity=100000",
            "db-scheduler.polling-interval=200ms",
        })
@ActiveProfiles("demo")
@ContextConfiguration(initializers = TestServer.class)
@Import(TestServer.Settings.class)
public @interface IntegrationTest {}
