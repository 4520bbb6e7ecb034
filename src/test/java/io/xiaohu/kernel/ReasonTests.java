package io.xiaohu.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReasonTests {

    /** Every argument any sentence names. */
    private static final Map<String, Object> ARGS = args();

    @ParameterizedTest
    @EnumSource(Reason.class)
    void everyReasonSaysInBothLanguagesWhatHappenedWhereTheMoneyIsAndWhatToDo(Reason reason) {
        assertThat(reason.status()).isBetween(400, 599);
        Problem problem = Problem.of(reason);
        for (Map.Entry<String, Object> arg : ARGS.entrySet()) {
            problem = problem.with(arg.getKey(), arg.getValue());
        }
        for (Locale locale : Languages.ALL) {
            Failure failure = ProblemTexts.render(problem, locale);
            assertThat(failure.title()).isNotBlank();
            assertThat(failure.detail()).isNotBlank().doesNotContain("{");
            assertThat(failure.money()).isNotNull();
            assertThat(failure.actions()).isNotEmpty();
        }
    }

    private static Map<String, Object> args() {
        Map<String, Object> args = new HashMap<>();
        Money money = Money.cny(1234);
        for (String name : new String[] {"available", "missing", "cap", "used", "left", "min"}) {
            args.put(name, money);
        }
        args.put("left", 2);
        args.put("max", money);
        args.put("minutes", 12);
        args.put("most", 5_000);
        args.put("retryAfter", 30);
        args.put("until", Instant.EPOCH);
        args.put("hours", 24);
        args.put("days", 14);
        args.put("shortcut", "hello");
        args.put("variable", "amount");
        args.put("resetsAt", Instant.EPOCH);
        args.put("amount", money);
        args.put("most", 10);
        args.put("fee", money);
        args.put("earliest", Instant.EPOCH);
        args.put("claimedBy", "周晓");
        args.put("decidedBy", "刘洋");
        args.put("line", 12L);
        args.put("why", "AMOUNT");
        args.put("open", 3);
        args.put("fees", money);
        return args;
    }
}
