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
 * A server and a database that only tests with this annotation share, without jobs: for those who
 * damage the ledger and put it right again.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.MOCK,
        properties = {
            "xiaohu.demo.people=false",
            "xiaohu.demo.staff-password=" + TestServer.STAFF_PASSWORD,
            "db-scheduler.enabled=false",
        })
@ActiveProfiles("demo")
@ContextConfiguration(initializers = TestServer.class)
@Import(TestServer.Settings.class)
public @interface OwnLedger {}
