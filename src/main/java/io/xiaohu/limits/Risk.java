package io.xiaohu.limits;

import io.xiaohu.identity.SessionDevices;
import io.xiaohu.identity.SessionDevices.SessionDevice;
import io.xiaohu.kernel.Asset;
import io.xiaohu.kernel.Written;
import io.xiaohu.ledger.PaymentHistory;
import io.xiaohu.ledger.PaymentHistory.Seen;
import io.xiaohu.limits.core.Fired;
import io.xiaohu.limits.core.RiskCheck;
import io.xiaohu.limits.core.RiskCode;
import io.xiaohu.limits.core.RiskParameter;
import io.xiaohu.limits.core.RiskRule;
import io.xiaohu.limits.jdbc.FiringRows;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * The risk rules, applied. What is in memory is asked first; the past is read, in one statement,
 * only when some rule could still fire given the amount and the hour, so that a small payment costs
 * no read at all.
 */
@Service
public class Risk {

    /** A device is not new to an account that is. */
    private static final Duration SETTLED_AFTER = Duration.ofDays(1);

    /** What takes money from a wallet is called in the ledger, by payment and funding. */
    private static final List<String> MOVING = List.of("TRANSFER", "PAYMENT", "WITHDRAWAL");

    /** What is always held until a bank has answered. */
    private static final List<String> HELD_FIRST = List.of("WITHDRAWAL");

    /** What has only gone to its payee after it was held. */
    private static final List<String> ARRIVING = List.of("TRANSFER_ARRIVAL");

    private final RiskInForce inForce;
    private final PaymentHistory history;
    private final SessionDevices devices;
    private final FiringRows firings;
    private final Clock clock;

    Risk(
            RiskInForce inForce,
            PaymentHistory history,
            SessionDevices devices,
            FiringRows firings,
            Clock clock) {
        this.inForce = inForce;
        this.history = history;
        this.devices = devices;
        this.firings = firings;
        this.clock = clock;
    }

    /** Whether some rule could fire, by what is in memory alone. */
    public boolean couldConcern(RiskAttempt attempt) {
        return !possible(attempt, check(attempt)).isEmpty();
    }

    /**
     * Whether the list refuses this payee by now: asked again before money arrives that waited,
     * when nobody is there any more to confirm anything.
     */
    public boolean isPayeeRefused(RiskAttempt attempt) {
        return possible(attempt, check(attempt)).stream()
                .filter(rule -> rule.code() == RiskCode.REPORTED_PAYEE)
                .anyMatch(rule -> rule.outcome() == RiskOutcome.REFUSE);
    }

    /** Judges a payment, and keeps what fired. */
    public RiskVerdict judge(RiskAttempt attempt) {
        RiskCheck check = check(attempt);
        List<RiskRule> possible = possible(attempt, check);
        if (possible.isEmpty()) {
            return RiskVerdict.FREE;
        }
        RiskCheck.Known known = known(attempt, possible);
        List<Fired> fired =
                possible.stream().flatMap(rule -> check.fire(rule, known).stream()).toList();
        if (fired.isEmpty()) {
            return RiskVerdict.FREE;
        }
        RiskOutcome outcome = outcome(attempt, fired);
        firings.insert(attempt, outcome, fired);
        return new RiskVerdict(outcome, fired);
    }

    private RiskCheck check(RiskAttempt attempt) {
        return new RiskCheck(
                attempt.amount().minor(),
                clock.instant().atZone(Written.ZONE).getHour(),
                inForce.isReported(attempt),
                attempt.kind() != RiskAttempt.Kind.WITHDRAWAL);
    }

    private List<RiskRule> possible(RiskAttempt attempt, RiskCheck check) {
        return attempt.amount().asset() != Asset.CNY
                ? List.of()
                : inForce.rules().stream().filter(check::couldFire).toList();
    }

    /** The strictest; what cannot wait for a review is refused. */
    private static RiskOutcome outcome(RiskAttempt attempt, List<Fired> fired) {
        RiskOutcome strictest =
                fired.stream().map(Fired::outcome).max(Comparator.naturalOrder()).orElseThrow();
        return strictest == RiskOutcome.REVIEW && !attempt.mayWait()
                ? RiskOutcome.REFUSE
                : strictest;
    }

    private RiskCheck.Known known(RiskAttempt attempt, List<RiskRule> possible) {
        boolean past = possible.stream().anyMatch(rule -> rule.code().needsHistory());
        boolean device = possible.stream().anyMatch(rule -> rule.code() == RiskCode.NEW_DEVICE);
        return new RiskCheck.Known(
                past ? look(attempt) : null, device ? deviceAge(attempt.session()) : null);
    }

    private Seen look(RiskAttempt attempt) {
        return history.look(
                new PaymentHistory.Asked(
                        attempt.payer(),
                        attempt.payee(),
                        attempt.amount().asset(),
                        MOVING,
                        HELD_FIRST,
                        ARRIVING,
                        minutes(RiskCode.NEW_PAYEES),
                        minutes(RiskCode.MANY_PAYMENTS)));
    }

    private Duration minutes(RiskCode code) {
        return Duration.ofMinutes(inForce.rule(code).parameter(RiskParameter.MINUTES));
    }

    private @Nullable Duration deviceAge(@Nullable UUID session) {
        if (session == null) {
            return null;
        }
        Instant now = clock.instant();
        return devices.find(session)
                .filter(found -> found.customerSince().isBefore(now.minus(SETTLED_AFTER)))
                .map(SessionDevice::knownSince)
                .map(since -> Duration.between(since, now))
                .orElse(null);
    }
}
