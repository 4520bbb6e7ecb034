package io.xiaohu.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xiaohu.kernel.Asset;
import io.xiaohu.kernel.IdempotentRequest;
import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Keyring;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.ProblemException;
import io.xiaohu.kernel.Reason;
import io.xiaohu.testing.AtOnce;
import io.xiaohu.testing.IntegrationTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The ledger on a real PostgreSQL: balances and entries, what is accepted and what is refused. */
@IntegrationTest
class LedgerIntegrationTests {

    private static final String SUMS =
            """
            select coalesce(sum(posted), 0) as posted
            from ledger.account
            where asset = 'CNY'
            """;

    private static final String BROKEN_ACCOUNTS =
            """
            select count(*)
            from ledger.account a
            where a.posted <> (select coalesce(sum(e.amount), 0) from ledger.entry e
                where e.p = a.p and e.account = a.id)
            or a.held <> (select coalesce(sum(e.held_change), 0) from ledger.entry e
                where e.p = a.p and e.account = a.id)
            or a.seq <> (select count(*) from ledger.entry e where e.p = a.p and e.account = a.id)
            """;

    @Autowired private Ledger ledger;
    @Autowired private Statements statements;
    @Autowired private AccountFreezes freezes;
    @Autowired private JdbcClient sql;
    @Autowired private Keyring keyring;
    @Autowired private TransactionTemplate transactions;

    private final UUID alice = Ids.next();
    private final UUID bob = Ids.next();

    @AfterEach
    void everythingStillSumsToZeroAndEveryBalanceIsTheSumOfItsEntries() {
        assertThat(sql.sql(SUMS).query(Long.class).single()).isZero();
        assertThat(sql.sql(BROKEN_ACCOUNTS).query(Long.class).single()).isZero();
    }

    @Test
    void aTransferMovesMoneyAndTellsTheBalanceAfter() {
        fund(alice, 1000);
        Outcome outcome = ledger.apply(transfer("k1", 300));
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Posted.class,
                        posted ->
                                assertThat(posted.balances())
                                        .containsExactly(Balance.of(Asset.CNY, 700, 0)));
        assertThat(available(alice)).isEqualTo(700);
        assertThat(available(bob)).isEqualTo(300);
    }

    @Test
    void theSameIdGivesTheFirstOutcomeWhateverHasChangedSince() {
        fund(alice, 1000);
        Outcome first = ledger.apply(transfer("k1", 300));
        ledger.apply(transfer("k2", 700));
        transactions.executeWithoutResult(status -> freezes.freeze(alice, false));
        Outcome again = ledger.apply(transfer("k1", 300));
        assertThat(again.repeated()).isTrue();
        assertThat(((Outcome.Posted) again).balances())
                .isEqualTo(((Outcome.Posted) first).balances());
        assertThat(available(bob)).isEqualTo(1000);
    }

    @Test
    void theSameIdWithOtherContentIsAConflict() {
        fund(alice, 1000);
        ledger.apply(transfer("k1", 300));
        assertThatThrownBy(() -> ledger.apply(transfer("k1", 301)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e ->
                                assertThat(e.problem().reason())
                                        .isEqualTo(Reason.IDEMPOTENCY_CONFLICT));
        assertThat(available(bob)).isEqualTo(300);
    }

    @Test
    void aRefusalIsKeptUnderItsIdAndToldAgain() {
        fund(alice, 100);
        Outcome refused = ledger.apply(transfer("k1", 300));
        fund(alice, 1000);
        Outcome again = ledger.apply(transfer("k1", 300));
        assertThat(again.repeated()).isTrue();
        assertThat(((Outcome.Refused) again).problem())
                .isEqualTo(((Outcome.Refused) refused).problem());
        assertThat(((Outcome.Refused) refused).problem().args())
                .containsEntry("available", Money.cny(100))
                .containsEntry("missing", Money.cny(200));
        assertThat(available(bob)).isZero();
    }

    @Test
    void aCallInsideATransactionIsRefused() {
        fund(alice, 100);
        assertThatThrownBy(() ->
                        transactions.executeWithoutResult(
                                status -> ledger.apply(transfer("k1", 50))))
                .isInstanceOf(IllegalStateException.class);
        assertThat(available(alice)).isEqualTo(100);
    }

    @Test
    void anUnbalancedPostingIsABug() {
        assertThatThrownBy(() ->
                        new LedgerCommand.Post(
                                header("k1", 50, null),
                                List.of(leg(alice, -50), leg(bob, 49)),
                                List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void heldMoneyIsNotAvailableAndACaptureUsesIt() {
        fund(alice, 1000);
        LedgerCommand.Reserve reserve = reserve("w1", 400, List.of());
        ledger.apply(reserve);
        assertThat(statements.balances(alice)).containsExactly(Balance.of(Asset.CNY, 1000, 400));
        assertThat(ledger.apply(transfer("k1", 700))).isInstanceOf(Outcome.Refused.class);
        ledger.apply(capture("c1", reserve, 400));
        assertThat(statements.balances(alice)).containsExactly(Balance.of(Asset.CNY, 600, 0));
    }

    @Test
    void aReleaseGivesTheMoneyAndTheAllowanceBack() {
        fund(alice, 1000);
        LedgerCommand.Reserve reserve = reserve("w1", 400, List.of(lifetime(400, 500)));
        ledger.apply(reserve);
        assertThat(used(alice)).isEqualTo(400);
        ledger.apply(new LedgerCommand.Release(header("r1", 400, null), holdOf(reserve), wallet()));
        assertThat(used(alice)).isZero();
        assertThat(available(alice)).isEqualTo(1000);
    }

    @Test
    void aHoldEndsOnceHoweverItIsTried() {
        fund(alice, 1000);
        LedgerCommand.Reserve reserve = reserve("w1", 400, List.of());
        ledger.apply(reserve);
        ledger.apply(capture("c1", reserve, 400));
        assertThatThrownBy(() ->
                        ledger.apply(
                                new LedgerCommand.Release(
                                        header("r1", 400, null), holdOf(reserve), wallet())))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() ->
                        sql.sql(
                                        "update ledger.hold set state = 'RELEASED', captured = 0"
                                                + " where id = :id")
                                .param("id", holdOf(reserve).value())
                                .update())
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void aFreezeRefusesNewDebitsAndLetsWhatWasReservedFinish() {
        fund(alice, 1000);
        LedgerCommand.Reserve reserve = reserve("w1", 400, List.of());
        ledger.apply(reserve);
        transactions.executeWithoutResult(status -> freezes.freeze(alice, false));
        assertThat(reason(ledger.apply(transfer("k1", 10)))).isEqualTo(Reason.ACCOUNT_FROZEN);
        assertThat(ledger.apply(capture("c1", reserve, 400))).isInstanceOf(Outcome.Posted.class);
        transactions.executeWithoutResult(status -> freezes.unfreeze(alice));
        assertThat(ledger.apply(transfer("k2", 10))).isInstanceOf(Outcome.Posted.class);
    }

    @Test
    void aCapIsNeverPassedHoweverManyTryAtOnce() {
        fund(alice, 100_000);
        List<Outcome> outcomes =
                AtOnce.times(
                        60,
                        n ->
                                ledger.apply(
                                        new LedgerCommand.Post(
                                                header("cap" + n, 100, null),
                                                List.of(leg(alice, -100), leg(bob, 100)),
                                                List.of(lifetime(100, 1000)))));
        assertThat(outcomes.stream().filter(o -> o instanceof Outcome.Posted)).hasSize(10);
        assertThat(available(bob)).isEqualTo(1000);
        assertThat(used(alice)).isEqualTo(1000);
    }

    @Test
    void theSameTransferSentManyTimesAtOncePaysOnce() {
        fund(alice, 1000);
        List<Outcome> outcomes = AtOnce.times(40, n -> ledger.apply(transfer("once", 300)));
        assertThat(outcomes).hasSize(40);
        assertThat(outcomes.stream().filter(outcome -> !outcome.repeated())).hasSize(1);
        assertThat(available(bob)).isEqualTo(300);
    }

    @Test
    void twoWhoPayEachOtherAtOnceNeverBlockEachOther() {
        fund(alice, 10_000);
        fund(bob, 10_000);
        AtOnce.times(
                60,
                n -> {
                    boolean there = n % 2 == 0;
                    UUID from = there ? alice : bob;
                    UUID to = there ? bob : alice;
                    return ledger.apply(
                            new LedgerCommand.Post(
                                    header(from, "cross" + n, 10, null),
                                    List.of(leg(from, -10), leg(to, 10)),
                                    List.of()));
                });
        assertThat(available(alice) + available(bob)).isEqualTo(20_000);
    }

    @Test
    void theServersRoleCannotRewriteHistory() {
        fund(alice, 100);
        for (String attack :
                List.of(
                        "update ledger.entry set amount = 1",
                        "delete from ledger.entry",
                        "update ledger.operation set amount = 1",
                        "delete from ledger.operation",
                        "delete from ledger.account")) {
            assertThatThrownBy(() -> sql.sql(attack).update())
                    .isInstanceOf(DataAccessException.class);
        }
    }

    @Test
    void aBalanceCannotBeChangedWithoutAnEntry() {
        fund(alice, 100);
        assertThatThrownBy(() -> sql.sql("update ledger.account set posted = posted + 1").update())
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void aStatementShowsWhatWasPaidReceivedAndRefusedTheLatestFirst() {
        fund(alice, 1000);
        ledger.apply(transfer("k1", 300));
        ledger.apply(transfer("k2", 5000));
        List<Statements.Operation> sent =
                statements.operations(alice, List.of("TRANSFER"), List.of("TRANSFER"), null, 10);
        assertThat(sent).extracting(o -> o.amount().minor()).containsExactly(-5000L, -300L);
        assertThat(sent.getFirst().refusal()).isNotNull();
        assertThat(sent.getLast().balanceAfter()).isEqualTo(Money.cny(700));
        List<Statements.Operation> received =
                statements.operations(bob, List.of("TRANSFER"), List.of("TRANSFER"), null, 10);
        assertThat(received).extracting(o -> o.amount().minor()).containsExactly(300L);
        assertThat(statements.operation(sent.getFirst().id(), bob)).isEmpty();
    }

    private void fund(UUID customer, long minor) {
        String cause = UUID.randomUUID().toString();
        ledger.apply(
                new LedgerCommand.Post(
                        LedgerCommand.Header.of(
                                        PostingId.of(customer, "top-up", cause),
                                        customer,
                                        "TOP_UP",
                                        Money.cny(minor),
                                        cause)
                                .passingFreeze(),
                        List.of(
                                new Leg(
                                        AccountRef.clearing("sandbox", customer, Asset.CNY),
                                        Money.cny(-minor)),
                                leg(customer, minor)),
                        List.of()));
    }

    private LedgerCommand.Post transfer(String key, long minor) {
        return new LedgerCommand.Post(
                header(key, minor, "body " + minor),
                List.of(leg(alice, -minor), leg(bob, minor)),
                List.of());
    }

    private LedgerCommand.Reserve reserve(String key, long minor, List<Allowance> allowances) {
        return new LedgerCommand.Reserve(
                header(key, minor, null), wallet(), "WITHDRAWAL", allowances);
    }

    private LedgerCommand.Capture capture(String key, LedgerCommand.Reserve reserve, long minor) {
        return new LedgerCommand.Capture(
                header(key, minor, null),
                holdOf(reserve),
                wallet(),
                List.of(
                        new Leg(
                                AccountRef.clearing("sandbox", alice, Asset.CNY),
                                Money.cny(minor))));
    }

    private LedgerCommand.Header header(String key, long minor, @Nullable String body) {
        return header(alice, key, minor, body);
    }

    private LedgerCommand.Header header(UUID owner, String key, long minor, @Nullable String body) {
        IdempotentRequest.Digest content =
                body == null
                        ? null
                        : new IdempotentRequest.Digest(
                                keyring, body.getBytes(StandardCharsets.UTF_8));
        return LedgerCommand.Header.of(
                        PostingId.of(owner, "transfer", key),
                        owner,
                        "TRANSFER",
                        Money.cny(minor),
                        key)
                .counterparty(owner.equals(alice) ? bob : alice)
                .content(content);
    }

    private static Allowance lifetime(long amount, long cap) {
        return new Allowance(
                "payments.lifetime",
                Allowance.Period.LIFETIME,
                Money.cny(cap),
                Money.cny(amount),
                Reason.CLASS_LIMIT);
    }

    private static PostingId holdOf(LedgerCommand.Reserve reserve) {
        return reserve.header().id();
    }

    private AccountRef wallet() {
        return AccountRef.wallet(alice, Asset.CNY);
    }

    private static Leg leg(UUID customer, long minor) {
        return new Leg(AccountRef.wallet(customer, Asset.CNY), Money.cny(minor));
    }

    private long available(UUID customer) {
        return statements.balances(customer).getFirst().available().minor();
    }

    private long used(UUID customer) {
        return statements
                .used(
                        customer,
                        "payments.lifetime",
                        Allowance.Period.LIFETIME,
                        Asset.CNY,
                        java.time.Instant.now())
                .minor();
    }

    private static Reason reason(Outcome outcome) {
        Problem problem = ((Outcome.Refused) outcome).problem();
        return problem.reason();
    }
}
