package io.xiaohu.support.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.testing.TestStaff;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Agents find what was said, however it was written; strangers' card numbers they do not. */
@IntegrationTest
class ConversationSearchIntegrationTests {

    @LocalServerPort private int port;
    @Autowired private JdbcClient sql;
    @Autowired private SearchBackfill backfill;

    @Test
    void linesAreFoundByTwoCharactersMixedWordsEmojiAndFullWidth() {
        String id = opened("翡翠手镯退了，单号ＫＸ９９１２，谢谢🦊");
        for (String looked :
                List.of("翡翠", "镯退", "kx9912", "KX9", "ｋｘ９９１２", "🦊", "翡翠 kx9912", "手镯退了")) {
            assertThat(conversations(looked)).as(looked).contains(id);
        }
        assertThat(conversations("翠退")).doesNotContain(id);
        JsonNode line = first("手镯 kx9912");
        assertThat(line.path("customer").asString()).isEqualTo("陈**");
        List<String> marked = new ArrayList<>();
        line.path("pieces")
                .forEach(piece -> {
                    if (piece.path("found").asBoolean()) {
                        marked.add(piece.path("text").asString());
                    }
                });
        assertThat(marked).containsExactly("手镯", "ＫＸ９９１２");
    }

    @Test
    void notesAreFoundByStaff() {
        String id = opened("你好");
        agent().post(
                        "/api/v1/desk/conversations/" + id + "/messages",
                        "{\"clientId\":\"n\",\"text\":\"疑似羊毛党团伙\",\"internal\":true}");
        assertThat(first("毛党").path("internal").asBoolean()).isTrue();
    }

    @Test
    void numbersOfCardsAreNeitherFoundNorShown() {
        opened("卡号 6222 0200 0004 8888 018 被吞在蓝湾支行");
        assertThat(conversations("622202000004")).isEmpty();
        assertThat(conversations("6222 0200 0004")).isEmpty();
        String shown = search("蓝湾").text();
        assertThat(shown).contains("****8018").doesNotContain("0004");
    }

    @Test
    void whatWouldBeSyntaxElsewhereIsOnlyCharacters() {
        String id = opened("鸢尾' or 1=1; -- \\ % _ & | ! ( :* \\\"");
        for (String looked : List.of("鸢尾'", "' or 1=1", "鸢尾 %", "\\", ":* ", "& |", "鸢尾 _ !")) {
            assertThat(conversations(looked)).as(looked).contains(id);
        }
        assertThat(conversations("鸢尾''")).isEmpty();
        assertThat(search(" ").status()).isEqualTo(400);
        assertThat(search("x".repeat(101)).status()).isEqualTo(400);
    }

    @Test
    void filtersNarrowWhatIsFound() {
        String id = opened("橄榄核雕的事");
        String other = opened("橄榄核雕的另一件事");
        ApiCaller agent = agent();
        JsonNode me = agent.get("/api/v1/desk/conversations/" + id).json();
        assertThat(me.path("topic").asString()).isEqualTo("OTHER");
        agent.post("/api/v1/desk/conversations/" + id + "/claim", "{}");
        String holder =
                agent.get("/api/v1/desk/conversations/" + id)
                        .json()
                        .path("claimedBy")
                        .path("id")
                        .asString();
        assertThat(conversations("橄榄", "&state=OPEN")).containsExactly(id);
        assertThat(conversations("橄榄", "&state=WAITING")).containsExactly(other);
        assertThat(conversations("橄榄", "&agent=" + holder)).containsExactly(id);
        assertThat(conversations("橄榄", "&topic=OTHER")).containsExactly(other, id);
        assertThat(conversations("橄榄", "&topic=REFUND")).isEmpty();
        assertThat(conversations("橄榄", "&channel=APP")).containsExactly(other, id);
        assertThat(conversations("橄榄", "&channel=PHONE")).isEmpty();
        assertThat(conversations("橄榄", "&until=2020-01-01T00:00:00Z")).isEmpty();
        assertThat(conversations("橄榄", "&from=2020-01-01T00:00:00Z")).hasSize(2);
        assertThat(conversations("橄榄", "&from=2099-01-01T00:00:00Z")).isEmpty();
    }

    @Test
    void pagesFollowOneAnotherWithoutGapsOrRepeats() {
        String id = opened("开始");
        ApiCaller agent = agent();
        for (int n = 0; n < 70; n++) {
            agent.post(
                    "/api/v1/desk/conversations/" + id + "/messages",
                    "{\"clientId\":\"p%d\",\"text\":\"蓼蓝 %d\",\"internal\":true}".formatted(n, n));
        }
        List<Long> seqs = new ArrayList<>();
        String before = "";
        do {
            JsonNode page = search("蓼蓝", before).json();
            page.path("items").forEach(line -> seqs.add(line.path("seq").asLong()));
            before = page.has("next") ? "&before=" + page.path("next").asString() : "";
        } while (!before.isEmpty());
        assertThat(seqs).hasSize(70).doesNotHaveDuplicates();
        assertThat(seqs).isSortedAccordingTo((a, b) -> Long.compare(b, a));
    }

    @Test
    void linesFromBeforeThereWasASearchAreFilledInOnceAndWithProgress() {
        String id = opened("琥珀雕件");
        sql.sql("delete from support.search_line").update();
        sql.sql(
                        """
                        update support.search_backfill
                        set before_id = 'ffffffff-ffff-ffff-ffff-ffffffffffff',
                            finished_at = null, done_lines = 0
                        """)
                .update();
        assertThat(conversations("琥珀")).isEmpty();
        assertThat(search("琥珀").json().has("filling")).isTrue();
        backfill.run();
        backfill.run();
        assertThat(conversations("琥珀")).containsExactly(id);
        assertThat(search("琥珀").json().has("filling")).isFalse();
    }

    @Test
    void onlyTheDeskSearches() {
        String path = "/api/v1/desk/conversation-search?q=ab";
        assertThat(TestCustomer.register(port).api().get(path).status()).isEqualTo(401);
        assertThat(TestStaff.signIn(port, "finance").get(path).status()).isEqualTo(403);
    }

    private String opened(String text) {
        ApiCaller.Answer answer =
                TestCustomer.register(port, "陈晓宁")
                        .api()
                        .post(
                                "/api/v1/conversations",
                                "{\"topic\":\"OTHER\",\"message\":\"%s\"}"
                                        .formatted(
                                                text.replace("\\", "\\\\")
                                                        .replace("\\\\\"", "\\\"")));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().path("id").asString();
    }

    private ApiCaller agent() {
        return TestStaff.signIn(port, "agent");
    }

    private ApiCaller.Answer search(String words) {
        return search(words, "");
    }

    private ApiCaller.Answer search(String words, String more) {
        return agent().get(
                        "/api/v1/desk/conversation-search?q="
                                + URLEncoder.encode(words, StandardCharsets.UTF_8)
                                + more);
    }

    private JsonNode first(String words) {
        JsonNode items = search(words).json().path("items");
        assertThat(items.size()).as(words).isPositive();
        return items.path(0);
    }

    private List<String> conversations(String words) {
        return conversations(words, "");
    }

    private List<String> conversations(String words, String more) {
        List<String> found = new ArrayList<>();
        ApiCaller.Answer answer = search(words, more);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        answer.json()
                .path("items")
                .forEach(line -> found.add(line.path("conversationId").asString()));
        return found;
    }
}
