package io.xiaohu.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.TestAuthenticator;
import io.xiaohu.testing.TestCustomer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A whole run of the real process, with its access log on: no secret and no full phone number
 * stands in any file it wrote, in what it printed, or in a dump of its database.
 */
class WholeRunSecrecyTests {

    private static final String NEW_PASSWORD = "seldom-said-words-of-spring";
    private static final String WRONG_PASSWORD = "wrong-words-of-winter";

    /** Not the one the demo prints for its people. */
    private static final String PIN = "735182";

    private static final Pattern CODE = Pattern.compile("\\b(\\d{6})\\b");

    private static final String TABLES =
            """
            select table_schema || '.' || table_name
            from information_schema.tables
            where table_schema not in ('pg_catalog', 'information_schema')
            and table_name <> 'demo_outbox'
            and table_type = 'BASE TABLE'
            """;

    @TempDir private Path folder = Path.of("");

    @Test
    void noSecretIsLeftBehind() throws Exception {
        int port = RealProcess.freePort();
        List<String> secrets;
        List<String> lines;
        try (RealProcess server = start(port)) {
            secrets = live(port);
            lines = new ArrayList<>(dump());
            lines.addAll(server.output().lines().filter(line -> !isMeant(line)).toList());
        }
        List<Path> files = written();
        assertThat(files.toString()).contains("server.log", "access_log", "postgres.log");
        for (Path file : files) {
            lines.addAll(Files.readAllLines(file, StandardCharsets.UTF_8));
        }
        assertThat(lines).anyMatch(line -> line.contains("POST /api/v1/sessions"));
        assertThat(secrets).hasSizeGreaterThan(15).doesNotContain("");
        for (String secret : secrets) {
            // Six digits turn up by chance within a hash or the fraction of a second.
            Pattern alone =
                    Pattern.compile(
                            "(?<![0-9a-zA-Z.])" + Pattern.quote(secret) + "(?![0-9a-zA-Z])");
            assertThat(lines).noneMatch(line -> alone.matcher(line).find());
        }
    }

    private RealProcess start(int port) {
        return RealProcess.start(
                        folder,
                        Map.of(
                                "LOGGING_LEVEL_IO_XIAOHU", "TRACE",
                                "SERVER_TOMCAT_ACCESSLOG_ENABLED", "true",
                                "SERVER_TOMCAT_ACCESSLOG_BUFFERED", "false",
                                "SERVER_TOMCAT_ACCESSLOG_DIRECTORY",
                                        folder.resolve("access").toString()),
                        "run",
                        "--demo",
                        "--port",
                        Integer.toString(port),
                        "--data",
                        folder.resolve("data").toString())
                .ready();
    }

    /** Goes through what a customer does; gives what must not be found anywhere. */
    private static List<String> live(int port) {
        List<String> secrets = new ArrayList<>();
        TestCustomer chen = TestCustomer.register(port).withMoney("1300.00");
        ApiCaller api = chen.api();
        api.put("/api/v1/me/payment-pin", "{\"pin\":\"" + PIN + "\"}");
        TestAuthenticator app = TestAuthenticator.setUp(chen, Clock.systemUTC());
        signIn(api, chen.phone(), WRONG_PASSWORD, "");
        ApiCaller other = new ApiCaller(port);
        String challenge =
                signIn(other, chen.phone(), TestCustomer.PASSWORD, "")
                        .json()
                        .path("challenge")
                        .path("id")
                        .asString();
        String recovery = app.recoveryCodes().getFirst();
        String answered = ",\"challengeId\":\"" + challenge + "\",\"proof\":\"" + recovery + "\"";
        ApiCaller.Answer in = signIn(other, chen.phone(), TestCustomer.PASSWORD, answered);
        assertThat(in.status()).as(in.text()).isEqualTo(201);
        api.put("/api/v1/me/payment-pin", "{\"pin\":\"271828\",\"currentPin\":\"161803\"}");
        api.post("/api/v1/sessions", "{\"phone\":\"" + chen.phone() + "\",\"password\":");
        api.get("/api/v1/trust/check?value=" + chen.phone());
        api.get("/api/v1/help/search?q=" + NEW_PASSWORD);
        secrets.add(api.cookie("xiaohu_session"));
        secrets.add(api.cookie("xiaohu_device"));
        secrets.add(in.json().path("csrfToken").asString());
        String phrase = choosePhrase(api, app.recoveryCodes().get(1));
        String newPhone = TestCustomer.newPhone();
        changePhone(api, newPhone, app.recoveryCodes().get(2));
        reset(new ApiCaller(port), newPhone);
        secrets.addAll(app.recoveryCodes());
        secrets.addAll(codes(api, chen.phone()));
        secrets.addAll(codes(api, newPhone));
        secrets.addAll(
                List.of(
                        chen.phone(),
                        newPhone,
                        phrase,
                        TestCustomer.PASSWORD,
                        WRONG_PASSWORD,
                        NEW_PASSWORD,
                        PIN,
                        "161803",
                        app.hexSecret()));
        return secrets;
    }

    /** The anti-phishing phrase, confirmed by a recovery code. */
    private static String choosePhrase(ApiCaller api, String proof) {
        String phrase = api.get("/api/v1/me/phrase").json().at("/choices/0/phrase").asString();
        confirmed(api, "/api/v1/me/phrase", "\"phrase\":\"" + phrase + "\"", proof);
        return phrase;
    }

    private static void changePhone(ApiCaller api, String phone, String proof) {
        String path = "/api/v1/me/phone";
        api.post("/api/v1/codes", "{\"phone\":\"" + phone + "\",\"purpose\":\"CHANGE_PHONE\"}");
        String code = TestCustomer.latestCode(api, phone);
        confirmed(api, path, "\"phone\":\"" + phone + "\",\"code\":\"" + code + "\"", proof);
    }

    private static void confirmed(ApiCaller api, String path, String fields, String proof) {
        String challenge = api.put(path, "{" + fields + "}").json().at("/challenge/id").asString();
        String answered = ",\"challengeId\":\"" + challenge + "\",\"proof\":\"" + proof + "\"}";
        ApiCaller.Answer done = api.put(path, "{" + fields + answered);
        assertThat(done.status()).as(done.text()).isBetween(200, 204);
    }

    private static void reset(ApiCaller api, String phone) {
        api.post("/api/v1/codes", "{\"phone\":\"" + phone + "\",\"purpose\":\"RESET_PASSWORD\"}");
        String code = TestCustomer.codeSaying(api, phone, "new password");
        ApiCaller.Answer done =
                api.post(
                        "/api/v1/password-resets",
                        "{\"phone\":\"%s\",\"code\":\"%s\",\"newPassword\":\"%s\"}"
                                .formatted(phone, code, NEW_PASSWORD));
        assertThat(done.status()).as(done.text()).isEqualTo(204);
    }

    private static List<String> codes(ApiCaller api, String phone) {
        List<String> codes = new ArrayList<>();
        api.get("/demo/outbox?to=" + phone)
                .json()
                .path("items")
                .forEach(item -> {
                    Matcher code = CODE.matcher(item.path("text").asString());
                    if (code.find()) {
                        codes.add(code.group(1));
                    }
                });
        assertThat(codes).hasSizeGreaterThanOrEqualTo(2);
        return codes;
    }

    private static ApiCaller.Answer signIn(
            ApiCaller caller, String phone, String password, String more) {
        return caller.post(
                "/api/v1/sessions",
                "{\"phone\":\"%s\",\"password\":\"%s\"%s}".formatted(phone, password, more));
    }

    /** The demo prints its staff's password on purpose. */
    private static boolean isMeant(String line) {
        return line.startsWith("staff-password:");
    }

    /** The text files the run left: logs, settings, whatever else; not the database's own. */
    private List<Path> written() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("/data/postgres/"))
                    .filter(WholeRunSecrecyTests::isText)
                    .toList();
        }
    }

    private static boolean isText(Path file) {
        try {
            byte[] start = Files.readAllBytes(file);
            for (byte b : start) {
                if (b == 0) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every row of every table as text; only the demo's outbox is meant to show a code. */
    private List<String> dump() throws IOException, SQLException {
        String url =
                Files.readString(folder.resolve("data/running.properties"))
                        .strip()
                        .replaceFirst("url=", "");
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (String table : texts(statement, TABLES)) {
                texts(statement, "select to_jsonb(t)::text from " + table + " t")
                        .forEach(row -> rows.add(table + " " + row));
            }
        }
        assertThat(rows).anyMatch(row -> row.startsWith("identity.customer "));
        return rows;
    }

    private static List<String> texts(Statement statement, String query) throws SQLException {
        List<String> found = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                found.add(String.valueOf(rows.getString(1)));
            }
        }
        return found;
    }
}
