package io.xiaohu.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestAuthenticator;
import io.xiaohu.testing.TestClock;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.testing.TestPhrases;
import io.xiaohu.testing.TestStaff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The anti-phishing phrase: chosen with a step-up, in our texts, and seen by nobody else. */
@IntegrationTest
class PhraseIntegrationTests {

    @LocalServerPort private int port;
    @Autowired private TestClock clock;
    @Autowired private JdbcClient sql;

    @AfterEach
    void putTheClockBack() {
        clock.reset();
    }

    @Test
    void twelveOfOurListAreOfferedOthersEachTime() {
        TestCustomer chen = TestCustomer.register(port);
        JsonNode state = chen.api().get(TestPhrases.PATH).json();
        assertThat(state.has("phrase")).isFalse();
        assertThat(state.path("choices").size()).isEqualTo(12);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            for (JsonNode choice : chen.api().get(TestPhrases.PATH).json().path("choices")) {
                assertThat(choice.path("phrase").asString()).matches("\\p{IsHan}{2,4}");
                assertThat(choice.path("pinyin").asString()).isNotBlank();
                seen.add(choice.path("phrase").asString());
            }
        }
        assertThat(seen).hasSizeGreaterThan(20);
    }

    @Test
    void isChosenWithAStepUpForExactlyThisPhrase() {
        TestCustomer chen = TestCustomer.register(port);
        String challenge = TestPhrases.challenge(chen, "青山");
        String code = TestPhrases.confirmation(chen);
        assertThat(TestPhrases.confirm(chen, "白露", challenge, code).code())
                .isEqualTo("STEP_UP_FAILED");
        assertThat(TestPhrases.confirm(chen, "青山", challenge, "000000").code()).startsWith("CODE_");
        assertThat(chen.api().get(TestPhrases.PATH).json().has("phrase")).isFalse();
        assertThat(TestPhrases.confirm(chen, "青山", challenge, code).status()).isEqualTo(204);
        assertThat(chosen(chen)).isEqualTo("青山");
        assertThat(TestPhrases.confirm(chen, "青山", challenge, code).code())
                .isEqualTo("STEP_UP_FAILED");
        assertThat(chen.api().get("/api/v1/me/activity").text())
                .contains("PHRASE_CHOSEN")
                .doesNotContain("青山");
        assertThat(chen.api().get("/api/v1/notices").text())
                .contains("anti-phishing phrase is chosen")
                .doesNotContain("青山");
    }

    @Test
    void whoHasAnAuthenticatorConfirmsWithIt() {
        TestCustomer chen = TestCustomer.register(port);
        TestAuthenticator app = TestAuthenticator.setUp(chen, clock);
        clock.advance(Duration.ofMinutes(2));
        String challenge = TestPhrases.challenge(chen, "晚风");
        String code = TestPhrases.confirmation(chen);
        assertThat(TestPhrases.confirm(chen, "晚风", challenge, code).code())
                .as("a text proves nothing any more")
                .isEqualTo("SECOND_FACTOR_WRONG");
        assertThat(TestPhrases.confirm(chen, "晚风", challenge, app.digits()).status())
                .isEqualTo(204);
        assertThat(chosen(chen)).isEqualTo("晚风");
    }

    @Test
    void whatIsNotOfOurListIsRefused() {
        TestCustomer chen = TestCustomer.register(port);
        for (String words : List.of("我自己写的", "", "点击 http", "青山 ")) {
            ApiCaller.Answer refused =
                    chen.api().put(TestPhrases.PATH, "{\"phrase\":\"" + words + "\"}");
            assertThat(refused.code()).as(words).isEqualTo("BAD_INPUT");
            assertThat(refused.json().at("/fields/0/name").asString()).isEqualTo("phrase");
        }
        assertThat(new ApiCaller(port).get(TestPhrases.PATH).status()).isEqualTo(401);
    }

    @Test
    void everyTextToItsOwnerCarriesItAfterTheSignature() {
        TestCustomer chen = TestCustomer.register(port);
        TestPhrases.choose(chen, "松间月");
        clock.advance(Duration.ofMinutes(2));
        for (String purpose : List.of("SIGN_IN", "RESET_PASSWORD", "STEP_UP", "REGISTER")) {
            ask("zh-CN", chen.phone(), purpose);
        }
        chen.api().post("/api/v1/me/freezes", "{}");
        List<String> texts = texts(chen.phone(), 7);
        assertThat(texts.subList(0, 5))
                .filteredOn(text -> text.startsWith("【小狐钱包】〔松间月〕"))
                .hasSize(4);
        assertThat(texts.subList(0, 5))
                .filteredOn(text -> text.startsWith("[Xiaohu Wallet]〔松间月〕 Your account"))
                .hasSize(1);
        assertThat(texts.subList(5, 7)).noneMatch(text -> text.contains("〔"));
    }

    @Test
    void aPhoneThatIsNotRegisteredIsToldNone() {
        String stranger = TestCustomer.newPhone();
        for (String purpose : List.of("SIGN_IN", "RESET_PASSWORD", "STEP_UP", "REGISTER")) {
            ask("zh-CN", stranger, purpose);
        }
        assertThat(texts(stranger, 4)).noneMatch(text -> text.contains("〔"));
    }

    @Test
    void noDumpShowsItNorHowLongItIsNorWhichOneAConfirmationWasFor() {
        TestCustomer chen = TestCustomer.register(port);
        TestCustomer lin = TestCustomer.register(port);
        TestPhrases.choose(chen, "竹林听雨");
        TestPhrases.choose(lin, "星河");
        assertThat(sealed(chen)).hasSameSizeAs(sealed(lin));
        List<String> tables =
                sql.sql(
                                """
                                select table_schema || '.' || table_name
                                from information_schema.tables
                                where table_schema not in ('pg_catalog', 'information_schema')
                                and table_name <> 'demo_outbox'
                                and table_type = 'BASE TABLE'
                                """)
                        .query((row, n) -> String.valueOf(row.getString(1)))
                        .list();
        assertThat(tables)
                .contains("identity.phrase", "notification.notice", "events.event_publication");
        String bytes = "e7abb9e69e97e590ace99ba8";
        for (String table : tables) {
            List<String> rows =
                    sql.sql("select to_jsonb(t)::text from " + table + " t")
                            .query((row, n) -> String.valueOf(row.getString(1)))
                            .list();
            assertThat(rows)
                    .as(table)
                    .noneMatch(row -> row.contains("竹林听雨") || row.contains(bytes));
        }
    }

    @Test
    void noAnswerToStaffContainsIt() {
        TestCustomer chen = TestCustomer.register(port, "陈晓宁");
        TestPhrases.choose(chen, "荷塘月色");
        String conversation =
                chen.api()
                        .post("/api/v1/conversations", "{\"message\":\"请问我的防伪短语是什么\"}")
                        .json()
                        .path("id")
                        .asString();
        ApiCaller agent = TestStaff.signIn(port, "agent");
        List<String> answers = new ArrayList<>();
        String desk = "/api/v1/desk/";
        answers.add(agent.post(desk + "conversations/" + conversation + "/claim", "{}").text());
        answers.add(
                agent.post(
                                desk + "customers/" + chen.id() + "/freezes",
                                "{\"cause\":\"RISK\",\"reason\":\"check\"}")
                        .text());
        int read = 0;
        JsonNode paths = agent.get("/v3/api-docs").json().path("paths");
        for (String path : paths.propertyNames()) {
            // The live events never end; what they tell is what these calls answer.
            boolean ends = !path.endsWith("/events");
            if (path.startsWith(desk) && paths.path(path).has("get") && ends) {
                for (String id : List.of(chen.id().toString(), conversation)) {
                    for (String who : List.of("agent", "supervisor", "admin")) {
                        ApiCaller caller = TestStaff.signIn(port, who);
                        ApiCaller.Answer answer = caller.get(path.replaceAll("\\{\\w+}", id));
                        read += answer.status() == 200 ? 1 : 0;
                        answers.add(answer.text());
                    }
                }
            }
        }
        assertThat(read).as("desk calls that were answered").isGreaterThan(10);
        assertThat(answers).anyMatch(answer -> answer.contains("PHRASE_CHOSEN"));
        assertThat(answers).noneMatch(answer -> answer.contains("荷塘月色"));
        assertThat(chen.api().get("/api/v1/conversations/" + conversation + "/messages").text())
                .doesNotContain("荷塘月色");
    }

    private void ask(String language, String phone, String purpose) {
        ApiCaller.Answer asked =
                new ApiCaller(port)
                        .speaking(language)
                        .post(
                                "/api/v1/codes",
                                """
                                {"phone":"%s","purpose":"%s"}\
                                """
                                        .formatted(phone, purpose));
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
    }

    /** All texts to a phone, the newest first, once so many are there. */
    private List<String> texts(String phone, int howMany) {
        for (int i = 0; i < 200; i++) {
            JsonNode items =
                    new ApiCaller(port).get("/demo/outbox?to=" + phone).json().path("items");
            if (items.size() == howMany) {
                return items.valueStream().map(item -> item.path("text").asString()).toList();
            }
            LockSupport.parkNanos(50_000_000);
        }
        throw new AssertionError("not " + howMany + " texts came");
    }

    private byte[] sealed(TestCustomer customer) {
        return sql.sql("select sealed from identity.phrase where customer_id = :id")
                .param("id", customer.id())
                .query((row, n) -> row.getBytes("sealed"))
                .single();
    }

    private static String chosen(TestCustomer customer) {
        return customer.api().get(TestPhrases.PATH).json().path("phrase").asString();
    }
}
