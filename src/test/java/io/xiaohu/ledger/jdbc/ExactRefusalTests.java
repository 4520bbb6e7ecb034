package io.xiaohu.ledger.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xiaohu.kernel.Asset;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.MoneyState;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.ProblemException;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.SubjectKind;
import io.xiaohu.kernel.SubjectRef;
import io.xiaohu.ledger.AccountRef;
import io.xiaohu.ledger.Allowance;
import io.xiaohu.ledger.Balance;
import io.xiaohu.ledger.LedgerCommand;
import io.xiaohu.ledger.Leg;
import io.xiaohu.ledger.Outcome;
import io.xiaohu.ledger.jdbc.writer.WriterSettings;
import io.xiaohu.ledger.testing.LedgerDatabase;
import io.xiaohu.ledger.testing.LedgerInvariants;
import io.xiaohu.ledger.testing.Town;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the ledger does not do: exactly which refusal, and nothing moved. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExactRefusalTests {

    private static final Instant FIRST_NOON = Instant.parse("2026-06-01T04:00:00Z");
    private static final String ENTRIES = "select count(*) from ledger.entry";

    private final LedgerDatabase database = LedgerDatabase.create().withClock(FIRST_NOON);
    private final TestLedger test = TestLedger.open(database);
    private Town town = new Town();
    private Instant noon = FIRST_NOON;

    @BeforeEach
    void aliceHasSome() {
        town = new Town();
        noon = noon.plus(Duration.ofDays(1));
        database.setClock(noon);
        apply(town.topUp(town.alice, 1_000));
    }

    @AfterEach
    void everythingStillAddsUp() {
        LedgerInvariants.check(database);
    }

    @AfterAll
    void close() {
        test.close();
    }

    @Test
    void balancesThatDoNotFitAreRefused() {
        apply(town.topUp(town.bob, Long.MAX_VALUE - 10));
        refused(Reason.AMOUNT_INVALID, town.transfer("more", town.alice, town.bob, 11));
        refused(Reason.AMOUNT_INVALID, town.topUp(town.bob, 11));
        Town poor = new Town();
        LedgerCommand.Post least =
                new LedgerCommand.Post(
                        town.header(poor.alice, "least", Money.cny(1)),
                        List.of(
                                town.leg(poor.alice, Long.MIN_VALUE),
                                Town.leg(town.outside(poor.alice, Asset.CNY), Long.MAX_VALUE),
                                Town.leg(AccountRef.fees(poor.alice, Asset.CNY), 1)),
                        List.of());
        refused(Reason.AMOUNT_INVALID, least);
    }

    @Test
    void aSumOfLegsThatDoesNotFitCannotBeMeant() {
        cannotBeMeant(
                ArithmeticException.class,
                () ->
                        post(
                                town.leg(town.alice, Long.MAX_VALUE),
                                town.leg(town.bob, Long.MAX_VALUE),
                                town.leg(town.bob, 2)));
    }

    @Test
    void counterThatDoesNotFitIsRefused() {
        Function<Long, LedgerCommand> advance =
                by ->
                        new LedgerCommand.Post(
                                town.header(town.alice, "by " + by, Money.cny(1)),
                                List.of(town.leg(town.alice, -1), town.leg(town.bob, 1)),
                                List.of(
                                        new Allowance(
                                                "huge",
                                                Allowance.Period.LIFETIME,
                                                Money.cny(Long.MAX_VALUE),
                                                Money.cny(by),
                                                Reason.CLASS_LIMIT)));
        apply(advance.apply(Long.MAX_VALUE - 1));
        refused(Reason.AMOUNT_INVALID, advance.apply(2L));
        apply(advance.apply(1L));
        assertThat(database.number("select max(used) from ledger.allowance"))
                .isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void anOperationIsAboutAPositiveAmount(long minor) {
        cannotBeMeant(
                IllegalArgumentException.class,
                () -> town.header(town.alice, "none", Money.cny(minor)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.001",
                "-1",
                "+1",
                "1e2",
                "1,00",
                "",
                ".",
                "1.",
                "１",
                " 1",
                "92233720368547758.08"
            })
    void textThatIsNoExactAmountIsRefused(String text) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().reason()).isEqualTo(Reason.AMOUNT_INVALID));
    }

    @Test
    void legsOfNothingOrOfAnotherAssetCannotBeMeant() {
        cannotBeMeant(IllegalArgumentException.class, () -> town.leg(town.alice, 0));
        cannotBeMeant(
                IllegalArgumentException.class,
                () -> new Leg(town.wallet(town.alice), new Money(1, Asset.BTC)));
    }

    @Test
    void legsThatDoNotSumToZeroInEveryAssetCannotBeMeant() {
        AccountRef usdc = AccountRef.wallet(town.bob, Asset.USDC);
        cannotBeMeant(
                IllegalArgumentException.class,
                () -> post(town.leg(town.alice, -5), town.leg(town.bob, 4)));
        cannotBeMeant(
                IllegalArgumentException.class,
                () -> post(town.leg(town.alice, -5), Town.leg(usdc, 5)));
    }

    @Test
    void aPostingHasTwoToAHundredLegs() {
        cannotBeMeant(IllegalArgumentException.class, () -> post());
        cannotBeMeant(IllegalArgumentException.class, () -> post(town.leg(town.alice, -5)));
        List<Leg> legs = new ArrayList<>();
        for (int n = 0; n < 99; n++) {
            legs.add(town.leg(town.bob, 1));
        }
        legs.add(town.leg(town.alice, -99));
        apply(post(legs.toArray(Leg[]::new)));
        legs.add(town.leg(town.alice, -1));
        legs.set(0, town.leg(town.bob, 2));
        cannotBeMeant(IllegalArgumentException.class, () -> post(legs.toArray(Leg[]::new)));
        LedgerCommand.Reserve hold = town.reserve("hold", town.alice, 500, null);
        List<Leg> credits = new ArrayList<>();
        for (int n = 0; n < 99; n++) {
            credits.add(town.leg(town.bob, 1));
        }
        apply(hold);
        apply(capture("99", hold, credits));
        credits.add(town.leg(town.bob, 1));
        cannotBeMeant(IllegalArgumentException.class, () -> capture("100", hold, credits));
    }

    @Test
    void whatACaptureOrAGiveBackCannotMean() {
        LedgerCommand.Reserve hold = town.reserve("hold", town.alice, 100, null);
        AccountRef usdc = AccountRef.wallet(town.bob, Asset.USDC);
        cannotBeMeant(IllegalArgumentException.class, () -> capture("none", hold, List.of()));
        cannotBeMeant(
                IllegalArgumentException.class,
                () -> capture("asset", hold, List.of(Town.leg(usdc, 5))));
        cannotBeMeant(
                IllegalArgumentException.class,
                () -> capture("debit", hold, List.of(town.leg(town.bob, -5))));
        cannotBeMeant(
                IllegalArgumentException.class,
                () ->
                        new LedgerCommand.GivesBack(
                                hold.header().id(), town.alice, Money.cny(-5), false));
        cannotBeMeant(
                IllegalArgumentException.class,
                () ->
                        new Allowance(
                                "back",
                                Allowance.Period.DAY,
                                Money.cny(1),
                                Money.cny(-1),
                                Reason.DAILY_LIMIT));
        cannotBeMeant(
                IllegalArgumentException.class,
                () ->
                        new LedgerCommand.Close(
                                town.header(town.alice, "close", Money.cny(1)),
                                AccountRef.returns(3, Asset.CNY)));
    }

    @Test
    void anAccountNobodyKnewComesIntoBeingAtZero() {
        refused(Reason.INSUFFICIENT_BALANCE, town.transfer("poor", town.bob, town.alice, 1));
        assertThat(test.ledger().apply(town.topUp(new Town().bob, 7)))
                .isInstanceOfSatisfying(
                        Outcome.Posted.class,
                        posted ->
                                assertThat(posted.balances())
                                        .containsExactly(Balance.of(Asset.CNY, 7, 0)));
    }

    @Test
    void aWrongStepOfAHoldChangesNothing() {
        LedgerCommand.Reserve hold =
                town.reserve("hold", town.alice, 100, noon.plus(Duration.ofHours(1)));
        mistaken(town.capture("early", hold, 1));
        mistaken(town.release("early release", hold));
        apply(hold);
        mistaken(town.capture("above", hold, 101));
        mistaken(town.expire("too early", hold));
        mistaken(
                new LedgerCommand.Release(
                        town.header(town.alice, "other account", Money.cny(100)),
                        hold.header().id(),
                        town.wallet(town.bob)));
        apply(town.capture("whole", hold, 100));
        mistaken(town.capture("again", hold, 1));
        mistaken(town.release("after capture", hold));
        database.setClock(noon.plus(Duration.ofHours(2)));
        mistaken(town.expire("after capture and time", hold));
    }

    @Test
    void whatComesBackGivesBackTheVeryCountersOnceAndNotSomebodyElses() {
        Allowance life =
                new Allowance(
                        "recounted",
                        Allowance.Period.LIFETIME,
                        Money.cny(600),
                        Money.cny(500),
                        Reason.CLASS_LIMIT);
        LedgerCommand.Reserve hold = counted("counted", life);
        apply(hold);
        LedgerCommand.Capture paid = town.capture("paid", hold, 500);
        apply(paid);
        LedgerCommand.Post back = back("back", paid, hold);
        apply(back);
        assertThat(used()).isZero();
        assertThat(test.ledger().apply(back).repeated()).isTrue();
        refused(Reason.ALREADY_GIVEN_BACK, back("once more", paid, hold));
        apply(counted("next", life));
        assertThat(used()).isEqualTo(500);
        LedgerCommand.Post after =
                town.topUp(town.alice, 7)
                        .recounting(new LedgerCommand.Recount(hold.header().id(), false));
        apply(after);
        assertThat(used()).as("no cap is asked").isEqualTo(1_000);
        LedgerCommand.Recount ofAfter = new LedgerCommand.Recount(after.header().id(), true);
        mistaken(town.topUp(town.bob, 7).recounting(ofAfter));
        apply(town.topUp(town.alice, 7).recounting(ofAfter));
        assertThat(used()).isEqualTo(500);
    }

    private LedgerCommand.Reserve counted(String cause, Allowance allowance) {
        LedgerCommand.Reserve plain = town.reserve(cause, town.alice, 500, null);
        return new LedgerCommand.Reserve(
                plain.header(), plain.account(), plain.purpose(), List.of(allowance));
    }

    private LedgerCommand.Post back(
            String cause, LedgerCommand.Capture paid, LedgerCommand.Reserve hold) {
        return new LedgerCommand.Post(
                        town.header(town.alice, cause, Money.cny(500)),
                        List.of(
                                Town.leg(town.outside(town.alice, Asset.CNY), -500),
                                town.leg(town.alice, 500)),
                        List.of(),
                        new LedgerCommand.GivesBack(
                                paid.header().id(), town.alice, Money.cny(500), true))
                .recounting(new LedgerCommand.Recount(hold.header().id(), true));
    }

    private long used() {
        return database.number(
                "select used from ledger.allowance where counter = 'recounted' and owner = '%s'"
                        .formatted(town.alice));
    }

    @Test
    void aHoldExpiresToTheMicrosecondSweptOrNot() {
        Instant end = noon.plus(Duration.ofHours(1));
        LedgerCommand.Reserve first = town.reserve("first", town.alice, 100, end);
        LedgerCommand.Reserve second = town.reserve("second", town.alice, 100, end);
        apply(first);
        apply(second);
        database.setClock(end.minusNanos(1_000));
        apply(town.capture("in time", first, 100));
        database.setClock(end);
        refused(Reason.HOLD_EXPIRED, town.capture("late", second, 100));
        refused(Reason.HOLD_EXPIRED, town.release("late release", second));
        apply(town.expire("sweep", second));
        refused(Reason.HOLD_EXPIRED, town.capture("swept", second, 100));
        refused(Reason.HOLD_EXPIRED, town.expire("sweep again", second));
    }

    @Test
    void aRefusalIsToldAgainWithEverythingItSaidTheFirstTime() {
        Problem said =
                Problem.of(Reason.UNDER_REVIEW)
                        .with("cap", Money.cny(500))
                        .with("days", 3L)
                        .with("since", noon)
                        .extra("case", "C-17")
                        .about(new SubjectRef(SubjectKind.values()[0], town.bob))
                        .checkingUntil(noon.plus(Duration.ofHours(2)));
        LedgerCommand refuse =
                new LedgerCommand.Refuse(town.header(town.alice, "said", Money.cny(9)), said);
        for (int times = 0; times < 2; times++) {
            assertThat(test.ledger().apply(refuse))
                    .isInstanceOfSatisfying(
                            Outcome.Refused.class,
                            refused -> assertThat(refused.problem()).isEqualTo(said));
        }
    }

    @Test
    void whatIsDoneAndCannotBeReadIsBeingChecked() {
        LedgerCommand.Post post = town.transfer("once", town.alice, town.bob, 10);
        String nowhere = "jdbc:postgresql://127.0.0.1:1/none?user=postgres";
        try (TestLedger blind =
                TestLedger.open(database.writerUrl(), nowhere, WriterSettings.SHIPPED)) {
            assertThat(blind.ledger().apply(post)).isInstanceOf(Outcome.Posted.class);
            assertThatThrownBy(() -> blind.ledger().apply(post))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            e -> {
                                assertThat(e.problem().reason()).isEqualTo(Reason.UNAVAILABLE);
                                assertThat(e.problem().money()).isEqualTo(MoneyState.CHECKING);
                            });
        }
        assertThat(test.ledger().apply(post).repeated()).isTrue();
    }

    private void apply(LedgerCommand command) {
        assertThat(test.ledger().apply(command)).isInstanceOf(Outcome.Posted.class);
    }

    private void refused(Reason reason, LedgerCommand command) {
        nothingMoves(() -> {
            assertThat(test.ledger().apply(command))
                    .isInstanceOfSatisfying(
                            Outcome.Refused.class,
                            refused -> assertThat(refused.problem().reason()).isEqualTo(reason));
        });
        assertThat(test.ledger().apply(command).repeated()).isTrue();
    }

    private void mistaken(LedgerCommand command) {
        nothingMoves(() -> {
            assertThatThrownBy(() -> test.ledger().apply(command))
                    .isExactlyInstanceOf(IllegalStateException.class);
        });
        assertThat(test.ledger().find(command.header().id(), null)).isEmpty();
    }

    private void nothingMoves(Runnable what) {
        long entries = database.number(ENTRIES);
        what.run();
        assertThat(database.number(ENTRIES)).isEqualTo(entries);
    }

    private static void cannotBeMeant(Class<? extends RuntimeException> why, Supplier<?> made) {
        assertThatThrownBy(made::get).isInstanceOf(why);
    }

    private static Money parse(String text) {
        return Money.parse(text, Asset.CNY);
    }

    private LedgerCommand.Post post(Leg... legs) {
        return new LedgerCommand.Post(
                town.header(town.alice, "post " + legs.length, Money.cny(5)),
                List.of(legs),
                List.of());
    }

    private LedgerCommand.Capture capture(
            String cause, LedgerCommand.Reserve hold, List<Leg> credits) {
        return new LedgerCommand.Capture(
                town.header(town.alice, cause, Money.cny(5)),
                hold.header().id(),
                hold.account(),
                credits);
    }
}
