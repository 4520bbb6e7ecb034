package io.xiaohu.reasons;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.kernel.Act;
import io.xiaohu.kernel.MoneyState;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.SubjectKind;
import io.xiaohu.testing.TestClock;
import io.xiaohu.testing.TestCustomer;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * Plays a table of occasions, each in both languages: what is answered, what is said, what is
 * offered, and what became of the money.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Occasions {

    static final Map<String, Words> LANGUAGES =
            Map.of("zh-CN", new Words("zh_CN"), "en", new Words("en"));

    /** Nothing of how the server is made belongs in a sentence for a customer. */
    private static final Pattern INTERNAL =
            Pattern.compile(
                    "[{}]|(?i)null|exception|stack ?trace|jdbc|sql|java|undefined|xiaohu\\.|_");

    private static final List<String> PAGES = Words.pages();

    @LocalServerPort int port;

    @SuppressWarnings("NullAway.Init")
    @Autowired
    TestClock clock;

    @SuppressWarnings("NullAway.Init")
    @Autowired
    JdbcClient sql;

    private @Nullable TestCustomer actor;

    /** The customer whose row is being played. */
    final TestCustomer actor() {
        return Objects.requireNonNull(actor);
    }

    /** The table. Nothing happens until it is played. */
    abstract List<Occasion> occasions();

    @ParameterizedTest(name = "{0}")
    @MethodSource("occasions")
    void saysWhatHappenedWhereTheMoneyIsAndWhatToDoNext(Occasion row) {
        for (Map.Entry<String, Words> language : LANGUAGES.entrySet()) {
            try {
                play(row, language.getKey(), language.getValue());
            } finally {
                clock.reset();
            }
        }
    }

    private void play(Occasion row, String language, Words words) {
        Supplier<TestCustomer> whose = row.whose();
        actor = whose == null ? null : whose.get();
        Money before = balances();
        if (actor != null) {
            actor.api().speaking(language);
        }
        Occasion.Told told;
        try {
            told = row.scene().play(language);
        } finally {
            if (actor != null) {
                actor.api().speaking("en");
            }
        }
        Money after = balances();
        JsonNode said = told.said();
        assertThat(said.path("code").asString()).as(said.toString()).isEqualTo(row.reason().name());
        assertThat(told.status()).as("status").isEqualTo(row.status());
        if (row.status() != Occasion.INSIDE) {
            assertThat(said.path("status").asInt()).isEqualTo(row.status());
            assertThat(said.path("traceId").asString()).isNotEmpty();
        }
        checkWords(row.reason(), said, words);
        checkOffers(row, said, words);
        checkMoney(row, said);
        checkSubject(row.subject(), said);
        assertThat(after.minus(before))
                .as("what moved")
                .isEqualTo(Change.of(row.available(), row.held()));
        assertThat(unbalanced()).as("trial balance").isZero();
    }

    private static void checkWords(Reason reason, JsonNode said, Words words) {
        String detail = said.path("detail").asString();
        assertThat(said.path("title").asString()).isEqualTo(words.title(reason));
        assertThat(words.couldSay(reason, detail)).as(detail).isTrue();
        assertThat(detail).doesNotContainPattern(INTERNAL);
    }

    private static void checkOffers(Occasion row, JsonNode said, Words words) {
        List<JsonNode> actions = said.path("actions").valueStream().toList();
        assertThat(actions.stream().map(action -> action.path("kind").asString()))
                .containsExactlyElementsOf(row.acts().stream().map(Act::name).toList());
        for (int i = 0; i < actions.size(); i++) {
            String href = actions.get(i).path("href").asString();
            assertThat(href.isEmpty() || PAGES.contains(href)).as(href).isTrue();
            assertThat(actions.get(i).path("label").asString())
                    .isEqualTo(words.label(row.acts().get(i)));
        }
        assertThat(said.path("retry").asBoolean()).isEqualTo(row.reason().retry());
        assertThat(said.path("support").asBoolean()).isEqualTo(row.reason().support());
    }

    private static void checkMoney(Occasion row, JsonNode said) {
        assertThat(said.path("money").asString()).isEqualTo(row.money().name());
        boolean promised =
                row.money() == MoneyState.CHECKING || row.reason() == Reason.UNDER_REVIEW;
        assertThat(said.has("answerBy")).isEqualTo(promised);
        assertThat(said.has("arrivesBy")).isEqualTo(row.money() == MoneyState.ARRIVES_BY);
        if (promised) {
            assertThat(Instant.parse(said.path("answerBy").asString())).isAfter(Instant.now());
        }
    }

    private static void checkSubject(@Nullable SubjectKind kind, JsonNode said) {
        assertThat(said.at("/subject/kind").asString(""))
                .isEqualTo(kind == null ? "" : kind.name());
        assertThat(said.at("/subject/id").asString("").isEmpty()).isEqualTo(kind == null);
    }

    /** What somebody has; nothing at all where nobody's money is looked at. */
    private record Money(BigDecimal available, BigDecimal held, BigDecimal total) {

        static final Money NOTHING = new Money(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

        Change minus(Money before) {
            return new Change(
                    available.subtract(before.available).setScale(2),
                    held.subtract(before.held).setScale(2),
                    total.subtract(before.total).setScale(2));
        }
    }

    private record Change(BigDecimal available, BigDecimal held, BigDecimal total) {

        static Change of(String available, String held) {
            BigDecimal one = new BigDecimal(available);
            BigDecimal other = new BigDecimal(held);
            return new Change(one, other, one.add(other));
        }
    }

    private Money balances() {
        if (actor == null) {
            return Money.NOTHING;
        }
        JsonNode of = actor.api().get("/api/v1/balances").json().path("items").path(0);
        return new Money(amount(of, "available"), amount(of, "held"), amount(of, "total"));
    }

    private static BigDecimal amount(JsonNode balance, String which) {
        return new BigDecimal(balance.path(which).path("amount").asString());
    }

    /** In how many assets all that is posted does not come to nothing. */
    private long unbalanced() {
        return sql.sql(
                        """
                        select count(*)
                        from (
                            select asset
                            from ledger.account
                            group by asset
                            having sum(posted) <> 0) as off
                        """)
                .query(Long.class)
                .single();
    }
}
