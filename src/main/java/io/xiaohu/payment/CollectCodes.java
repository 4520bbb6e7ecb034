package io.xiaohu.payment;

import io.xiaohu.kernel.Asset;
import io.xiaohu.kernel.IdempotentRequest;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.Tokens;
import io.xiaohu.ledger.Ledger;
import io.xiaohu.ledger.LedgerCommand;
import io.xiaohu.ledger.Outcome;
import io.xiaohu.ledger.PostingId;
import io.xiaohu.limits.Limits;
import io.xiaohu.limits.RiskAttempt;
import io.xiaohu.payment.core.Paying;
import io.xiaohu.payment.jdbc.Demands;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Codes people show to be paid (收款码). One without an amount is its owner's for good; one with an
 * amount or a memo is good for a day. Paying one is a transfer.
 */
@Service
public class CollectCodes {

    private static final Duration GOOD_FOR = Duration.ofDays(1);

    private static final String COLUMNS =
            "token, customer_id, amount, asset, memo, expires_at from payment.collect_code";

    private static final String LASTING =
            "select " + COLUMNS + " where customer_id = :customer and expires_at is null";

    private static final String FIND =
            "select "
                    + COLUMNS
                    + """
                     where token = :token
                    and (expires_at is null or expires_at > :now)
                    """;

    private static final String INSERT =
            """
            insert into payment.collect_code (
                token, customer_id, amount, asset, memo, created_at, expires_at)
            values (:token, :customer, :amount, :asset, :memo, :now, :expires)
            on conflict do nothing
            """;

    private static final String FORGET =
            """
            delete from payment.collect_code
            where customer_id = :customer
            and expires_at <= :now
            """;

    /**
     * A code to be paid by.
     *
     * @param amount what has to be paid; null leaves it to the payer
     * @param expiresAt null when it is good for as long as its owner is a customer
     */
    public record CollectCode(
            String token,
            UUID payee,
            @Nullable Money amount,
            @Nullable String memo,
            @Nullable Instant expiresAt) {}

    private final JdbcClient sql;
    private final Clock clock;
    private final Limits limits;
    private final Ledger ledger;
    private final Paying paying;
    private final Demands demands;

    CollectCodes(
            JdbcClient sql,
            Clock clock,
            Limits limits,
            Ledger ledger,
            Paying paying,
            Demands demands) {
        this.sql = sql;
        this.clock = clock;
        this.limits = limits;
        this.ledger = ledger;
        this.paying = paying;
        this.demands = demands;
    }

    /** The customer's lasting code, made when there is none; or a new one with what it asks for. */
    @Transactional
    public CollectCode show(UUID customer, @Nullable Money amount, @Nullable String memo) {
        if (amount == null && memo == null) {
            return lasting(customer)
                    .orElseGet(() -> {
                        insert(customer, null, null, null);
                        return lasting(customer).orElseThrow();
                    });
        }
        if (amount != null) {
            limits.requireMovable(amount);
            limits.single(amount)
                    .ifPresent(tooMuch -> {
                        throw tooMuch.exception();
                    });
        }
        sql.sql(FORGET)
                .param("customer", customer)
                .param("now", OffsetDateTime.now(clock))
                .update();
        return find(insert(customer, amount, memo, clock.instant().plus(GOOD_FOR))).orElseThrow();
    }

    /** A code that is good now. */
    public Optional<CollectCode> find(String token) {
        return sql.sql(FIND)
                .param("token", token)
                .param("now", OffsetDateTime.now(clock))
                .query(CollectCodes::code)
                .optional();
    }

    /** A request or an order found by its link. */
    public Optional<Demand> demand(String token) {
        return demands.findByToken(token);
    }

    /**
     * Pays a code, once for its key.
     *
     * @param amount what the payer gives; null when the code says it
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND when the code is none or over;
     *     AMOUNT_INVALID when it asks for another amount; PAYEE_IS_SELF; PIN_WRONG and its kin,
     *     STEP_UP_NEEDED; every refusal of limits and ledger
     */
    public Outcome.Posted pay(
            UUID payer,
            String token,
            @Nullable Money amount,
            @Nullable String memo,
            IdempotentRequest request,
            Given given) {
        PostingId id = PostingId.of(payer, "collect", token + " " + request.key());
        Optional<Outcome> earlier = ledger.find(id, request.content());
        if (earlier.isPresent()) {
            return paying.posted(payer, earlier.get());
        }
        CollectCode code = find(token).orElseThrow(() -> Problem.of(Reason.NOT_FOUND).exception());
        Money paid = amount(code, amount);
        limits.requireMovable(paid);
        if (code.payee().equals(payer)) {
            throw Problem.of(Reason.PAYEE_IS_SELF).exception();
        }
        LedgerCommand.Header header =
                LedgerCommand.Header.of(id, payer, Transfers.KIND, paid, id.toString())
                        .memo(code.memo() == null ? memo : code.memo())
                        .counterparty(code.payee())
                        .content(request.content());
        Outcome outcome =
                paying.pay(
                        header,
                        given,
                        "pay " + code.payee() + " " + paid,
                        RiskAttempt.payment(id.value(), payer, code.payee(), paid, given.session()),
                        cleared -> Paying.post(header, code.payee(), cleared.allowances()));
        return paying.posted(payer, outcome);
    }

    private static Money amount(CollectCode code, @Nullable Money given) {
        Money asked = code.amount();
        if (asked == null ? given == null : given != null && !given.equals(asked)) {
            throw Problem.of(Reason.AMOUNT_INVALID).field("amount").exception();
        }
        return asked == null ? Objects.requireNonNull(given) : asked;
    }

    private Optional<CollectCode> lasting(UUID customer) {
        return sql.sql(LASTING).param("customer", customer).query(CollectCodes::code).optional();
    }

    private String insert(
            UUID customer,
            @Nullable Money amount,
            @Nullable String memo,
            @Nullable Instant expires) {
        String token = Tokens.create();
        sql.sql(INSERT)
                .param("token", token)
                .param("customer", customer)
                .param("amount", amount == null ? null : amount.minor(), Types.BIGINT)
                .param("asset", amount == null ? null : amount.asset().name())
                .param("memo", memo)
                .param("now", OffsetDateTime.now(clock))
                .param(
                        "expires",
                        expires == null ? null : expires.atOffset(ZoneOffset.UTC),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
        return token;
    }

    private static CollectCode code(ResultSet row, int n) throws SQLException {
        Long amount = row.getObject("amount", Long.class);
        OffsetDateTime expires = row.getObject("expires_at", OffsetDateTime.class);
        return new CollectCode(
                row.getString("token"),
                row.getObject("customer_id", UUID.class),
                amount == null ? null : new Money(amount, Asset.valueOf(row.getString("asset"))),
                row.getString("memo"),
                expires == null ? null : expires.toInstant());
    }
}
