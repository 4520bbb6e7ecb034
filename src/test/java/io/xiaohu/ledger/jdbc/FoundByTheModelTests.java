package io.xiaohu.ledger.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xiaohu.kernel.Asset;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.ProblemException;
import io.xiaohu.kernel.Reason;
import io.xiaohu.ledger.AccountRef;
import io.xiaohu.ledger.Allowance;
import io.xiaohu.ledger.Ledger;
import io.xiaohu.ledger.LedgerCommand;
import io.xiaohu.ledger.Outcome;
import io.xiaohu.ledger.testing.LedgerDatabase;
import io.xiaohu.ledger.testing.LedgerInvariants;
import io.xiaohu.ledger.testing.Town;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the model test found once, each by itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FoundByTheModelTests {

    private static final Instant NOON = Instant.parse("2026-06-01T04:00:00Z");

    private final LedgerDatabase database = LedgerDatabase.create().withClock(NOON);
    private final Town town = new Town();
    private TestLedger test = TestLedger.open(database);
    private Ledger ledger = test.ledger();
    private int cause;

    @BeforeAll
    void open() {
        ledger.apply(town.topUp(town.alice, 100_000));
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
    void aPostingThatNamesACounterTwiceStaysUnderItsCap() {
        Allowance half =
                new Allowance(
                        "twice",
                        Allowance.Period.LIFETIME,
                        Money.cny(100),
                        Money.cny(60),
                        Reason.CLASS_LIMIT);
        LedgerCommand.Post post =
                new LedgerCommand.Post(
                        town.header(town.alice, next(), Money.cny(120)),
                        List.of(town.leg(town.alice, -120), town.leg(town.bob, 120)),
                        List.of(half, half));
        assertThat(ledger.apply(post))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused ->
                                assertThat(refused.problem().args())
                                        .containsEntry("used", Money.cny(60))
                                        .containsEntry("left", Money.cny(40)));
    }

    @Test
    void aPostingAndItsRefundInOneBatchAreAsOneAfterTheOther() {
        LedgerCommand.Post pay = town.transfer(next(), town.alice, town.bob, 50);
        assertThat(ledger.applyTogether(List.of(pay, town.refund(next(), pay, 20))))
                .isInstanceOf(Ledger.AtomicResult.Done.class);
        assertThat(reason(ledger.apply(town.refund(next(), pay, 31))))
                .isEqualTo(Reason.ALREADY_GIVEN_BACK);
    }

    @Test
    void aHoldThatWasCapturedIsNeverSaidToHaveExpired() {
        LedgerCommand.Reserve reserve =
                town.reserve(next(), town.alice, 100, NOON.plus(Duration.ofMinutes(1)));
        ledger.apply(reserve);
        ledger.apply(town.capture(next(), reserve, 100));
        database.setClock(NOON.plus(Duration.ofMinutes(2)));
        assertThatThrownBy(() -> ledger.apply(town.capture(next(), reserve, 100)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> ledger.apply(town.release(next(), reserve)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void togetherWithOneThatWasRefusedBeforeNothingIsDone() {
        LedgerCommand.Post refused = town.transfer(next(), town.bob, town.alice, 1_000_000);
        assertThat(reason(ledger.apply(refused))).isEqualTo(Reason.INSUFFICIENT_BALANCE);
        LedgerCommand.Post other = town.transfer(next(), town.alice, town.bob, 70);
        assertThat(ledger.applyTogether(List.of(other, refused)))
                .isInstanceOfSatisfying(
                        Ledger.AtomicResult.Refused.class,
                        result -> assertThat(result.culprit()).isEqualTo(1));
        assertThat(ledger.find(other.header().id(), null)).isEmpty();
    }

    @Test
    void togetherWithOneOfOtherContentNothingIsDone() {
        LedgerCommand.Post first = town.transfer(next(), town.alice, town.bob, 70);
        ledger.apply(first);
        LedgerCommand.Post same =
                town.transfer(first.header().reference(), town.alice, town.bob, 7);
        LedgerCommand.Post other = town.transfer(next(), town.alice, town.bob, 70);
        assertThatThrownBy(() -> ledger.applyTogether(List.of(other, same)))
                .isInstanceOf(ProblemException.class);
        assertThat(ledger.find(other.header().id(), null)).isEmpty();
    }

    @Test
    void togetherWithOneThatIsDoneTheOthersAreDone() {
        LedgerCommand.Post first = town.transfer(next(), town.alice, town.bob, 70);
        ledger.apply(first);
        LedgerCommand.Post other = town.transfer(next(), town.alice, town.bob, 30);
        assertThat(ledger.applyTogether(List.of(other, first)))
                .isInstanceOfSatisfying(
                        Ledger.AtomicResult.Done.class,
                        done ->
                                assertThat(done.outcomes())
                                        .extracting(Outcome::repeated)
                                        .containsExactly(false, true));
    }

    @Test
    void whatGoesTogetherNamesEachIdOnce() {
        LedgerCommand.Post one = town.transfer(next(), town.alice, town.bob, 70);
        assertThatThrownBy(() -> ledger.applyTogether(List.of(one, one)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAccountOpenedAfterAFreezeIsFrozenToo() {
        Town other = new Town();
        ledger.apply(town.topUp(other.alice, 100));
        test.freeze(other.alice, false);
        AccountRef late = AccountRef.wallet(other.alice, Asset.USDC);
        ledger.apply(other.topUp(late, 500));
        LedgerCommand.Post spend =
                new LedgerCommand.Post(
                        other.header(other.alice, next(), new Money(500, Asset.USDC)),
                        List.of(
                                Town.leg(late, -500),
                                Town.leg(AccountRef.wallet(other.bob, Asset.USDC), 500)),
                        List.of());
        assertThat(reason(ledger.apply(spend))).isEqualTo(Reason.ACCOUNT_FROZEN);
    }

    private String next() {
        return "found " + cause++;
    }

    private static Reason reason(Outcome outcome) {
        return ((Outcome.Refused) outcome).problem().reason();
    }
}
