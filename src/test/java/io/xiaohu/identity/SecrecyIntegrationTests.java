package io.xiaohu.identity;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestCustomer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is secret stands neither in a log nor in the database. */
@IntegrationTest
class SecrecyIntegrationTests {

    private static final List<String> SCHEMAS =
            List.of("identity", "notification", "staff", "audit", "platform", "jobs", "events");

    private static final String TABLES =
            """
            select table_schema || '.' || table_name
            from information_schema.tables
            where table_schema in (:schemas)
            and table_name <> 'demo_outbox'
            """;

    @LocalServerPort private int port;
    @Autowired private JdbcClient sql;

    @Test
    void noPhonePasswordPinOrCodeIsLoggedOrStored() {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Logger ours = (Logger) LoggerFactory.getLogger("io.xiaohu");
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        root.addAppender(log);
        ours.setLevel(Level.TRACE);
        try {
            List<String> secrets = live();
            List<String> lines = new ArrayList<>(log.list.stream().map(this::written).toList());
            lines.addAll(dump());
            // Six digits turn up by chance within a hash or the fraction of a second.
            for (String secret : secrets) {
                Pattern alone = Pattern.compile("(?<![0-9a-f.])" + secret + "(?![0-9a-f])");
                assertThat(lines).noneMatch(line -> alone.matcher(line).find());
            }
        } finally {
            ours.setLevel(null);
            root.detachAppender(log);
        }
    }

    /** Goes through what a customer does; gives what must not be found anywhere. */
    private List<String> live() {
        ApiCaller browser = new ApiCaller(port);
        String phone = TestCustomer.newPhone();
        String code = TestCustomer.code(browser, phone, "REGISTER");
        String account =
                "{\"phone\":\"%s\",\"password\":\"%s\",\"code\":\"%s\"}"
                        .formatted(phone, "seldom-said-words", code);
        assertThat(browser.post("/api/v1/customers", account).status()).isEqualTo(201);
        browser.put("/api/v1/me/payment-pin", "{\"pin\":\"" + TestCustomer.PIN + "\"}");
        for (String password : List.of("seldom-said-words", "wrong-words-said")) {
            browser.post(
                    "/api/v1/sessions",
                    "{\"phone\":\"%s\",\"password\":\"%s\"}".formatted(phone, password));
        }
        browser.post("/api/v1/sessions", "{\"phone\":\"" + phone + "\",\"password\":");
        return List.of(phone, code, "seldom-said-words", "wrong-words-said");
    }

    private String written(ILoggingEvent event) {
        String thrown =
                event.getThrowableProxy() == null
                        ? ""
                        : String.valueOf(event.getThrowableProxy().getMessage());
        return event.getFormattedMessage() + " " + thrown;
    }

    /** Every row of these schemas as text; only the demo's outbox is meant to show a code. */
    private List<String> dump() {
        List<String> rows = new ArrayList<>();
        List<String> tables =
                sql.sql(TABLES)
                        .param("schemas", SCHEMAS)
                        .query((row, n) -> String.valueOf(row.getString(1)))
                        .list();
        assertThat(tables).contains("identity.customer", "notification.outgoing_text");
        for (String table : tables) {
            sql.sql("select to_jsonb(t)::text from " + table + " t")
                    .query((row, n) -> String.valueOf(row.getString(1)))
                    .list()
                    .forEach(row -> rows.add(table + " " + row));
        }
        return rows;
    }
}
