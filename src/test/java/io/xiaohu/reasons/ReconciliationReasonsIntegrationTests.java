package io.xiaohu.reasons;

import static io.xiaohu.kernel.MoneyState.NOT_TAKEN;
import static io.xiaohu.reasons.Occasion.answered;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.kernel.Act;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.Written;
import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestStaff;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import tools.jackson.databind.JsonNode;

/**
 * What finance is told about statements, differences and the close of a day. Every row has a day of
 * long ago to itself, on which nothing happened.
 */
@IntegrationTest
class ReconciliationReasonsIntegrationTests extends Occasions {

    private static final String PATH = "/api/v1/desk/reconciliation";
    private static final String HEADER = "order,direction,amount,fee\n";

    @SuppressWarnings("NullAway.Init")
    private ApiCaller finance;

    @SuppressWarnings("NullAway.Init")
    private ApiCaller supervisor;

    private int quietDays;

    @BeforeAll
    void people() {
        finance = TestStaff.signIn(port, "finance");
        supervisor = TestStaff.signIn(port, "supervisor");
    }

    @Override
    List<Occasion> occasions() {
        return List.of(
                answered(Reason.STATEMENT_FILE_INVALID, 422, NOT_TAKEN, Act.CORRECT_INPUT)
                        .when(language ->
                                Occasion.Told.by(
                                        bring(language, quietDay(), HEADER + "17,TOP_UP,1.00,0"))),
                staff(Reason.DIFFERENCE_ENDED)
                        .when(language -> {
                            LocalDate day = quietDay();
                            String gone = difference(statement(day, unknownOrder("1.00")));
                            statement(day, "");
                            return propose(language, "WRITE_OFF", gone);
                        }),
                staff(Reason.ENDING_UNFIT)
                        .when(language -> withUnknownOrder(language, "1.00", "CREDIT_CUSTOMER")),
                answered(Reason.WRITE_OFF_TOO_LARGE, 422, NOT_TAKEN, Act.CORRECT_INPUT)
                        .when(language -> withUnknownOrder(language, "12.34", "WRITE_OFF")),
                staff(Reason.DAY_NOT_OVER)
                        .when(language -> propose(language, "CLOSE_DAY", dayOf(today()))),
                staff(Reason.DAY_NOT_EXPLAINED).when(this::closeWithSomethingOpen),
                staff(Reason.DAY_CLOSED)
                        .when(language -> {
                            String day = id(statement(quietDay(), ""));
                            close(day);
                            return propose(language, "CLOSE_DAY", day);
                        }));
    }

    /** Told to a member of staff, who looks again and goes on. */
    private static Occasion staff(Reason reason) {
        return answered(reason, 409, NOT_TAKEN, Act.TRY_AGAIN);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Written.ZONE);
    }

    private LocalDate quietDay() {
        return today().minusDays(200 + quietDays++);
    }

    private static String unknownOrder(String amount) {
        return UUID.randomUUID() + ",TOP_UP," + amount + ",0\n";
    }

    private ApiCaller.Answer bring(String language, LocalDate day, String file) {
        return finance.speaking(language)
                .upload(
                        PATH + "/statements?channel=sandbox-b&day=" + day,
                        "statement.csv",
                        file.getBytes(StandardCharsets.UTF_8));
    }

    /** Brings a day's statement; gives the whole day. */
    private JsonNode statement(LocalDate day, String lines) {
        ApiCaller.Answer brought = bring("en", day, HEADER + lines);
        assertThat(brought.status()).as(brought.text()).isEqualTo(201);
        return finance.get(PATH + "/days/" + Calls.id(brought)).json();
    }

    private static String id(JsonNode whole) {
        return whole.at("/day/id").asString();
    }

    private static String difference(JsonNode whole) {
        assertThat(whole.path("differences")).hasSize(1);
        return whole.at("/differences/0/id").asString();
    }

    private Occasion.Told withUnknownOrder(String language, String amount, String ending) {
        LocalDate day = quietDay();
        try {
            String unknown = difference(statement(day, unknownOrder(amount)));
            return propose(language, ending, unknown);
        } finally {
            statement(day, "");
        }
    }

    private Occasion.Told closeWithSomethingOpen(String language) {
        LocalDate day = quietDay();
        try {
            return propose(language, "CLOSE_DAY", id(statement(day, unknownOrder("1.00"))));
        } finally {
            statement(day, "");
        }
    }

    /**
     * The channel is asked for today's statement, which makes today a day that can be looked at.
     */
    private String dayOf(LocalDate day) {
        return Calls.id(
                finance.post(
                        PATH + "/imports",
                        "{\"channel\":\"sandbox-b\",\"day\":\"%s\"}".formatted(day)));
    }

    private Occasion.Told propose(String language, String kind, String target) {
        return Occasion.Told.by(Calls.propose(finance.speaking(language), kind, target));
    }

    private void close(String day) {
        ApiCaller.Answer proposed = Calls.propose(finance, "CLOSE_DAY", day);
        assertThat(Calls.approve(supervisor, proposed).status()).isEqualTo(200);
    }
}
