package io.xiaohu.identity;

import io.xiaohu.identity.core.SecondProof;
import io.xiaohu.identity.jdbc.Authenticators;
import io.xiaohu.identity.jdbc.Challenges;
import io.xiaohu.identity.jdbc.Device;
import io.xiaohu.identity.jdbc.RecoveryCodes;
import io.xiaohu.identity.jdbc.SecondFactorProofs;
import io.xiaohu.identity.jdbc.SecurityEvents;
import io.xiaohu.identity.jdbc.SecurityEvents.Kind;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.Totp;
import io.xiaohu.notification.Notices;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The second factor of customers: an authenticator app and, for whoever loses it, recovery codes.
 * Turning it on takes a step-up, so that a session left open cannot shut its owner out; turning it
 * off, or making new recovery codes, takes the factor itself.
 */
@Service
public class SecondFactors {

    private static final String SIGN_IN = "sign in";
    private static final String TURN_ON = "turn the second factor on";
    private static final Duration TO_CONFIRM = Duration.ofMinutes(30);

    private final Authenticators authenticators;
    private final RecoveryCodes recoveryCodes;
    private final SecondFactorProofs proofs;
    private final Challenges challenges;
    private final StepUps stepUps;
    private final Customers customers;
    private final SecurityEvents timeline;
    private final Notices notices;
    private final TransactionTemplate transactions;
    private final Clock clock;

    SecondFactors(
            Authenticators authenticators,
            RecoveryCodes recoveryCodes,
            SecondFactorProofs proofs,
            Challenges challenges,
            StepUps stepUps,
            Customers customers,
            SecurityEvents timeline,
            Notices notices,
            TransactionTemplate transactions,
            Clock clock) {
        this.authenticators = authenticators;
        this.recoveryCodes = recoveryCodes;
        this.proofs = proofs;
        this.challenges = challenges;
        this.stepUps = stepUps;
        this.customers = customers;
        this.timeline = timeline;
        this.notices = notices;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What an authenticator app needs. */
    public record Enrolment(String secret, String uri) {
        @Override
        public String toString() {
            return "Enrolment";
        }
    }

    public boolean isOn(UUID customer) {
        return authenticators.isOn(customer);
    }

    /** Since when it is on; empty while it is off. */
    public Optional<Instant> since(UUID customer) {
        return authenticators.since(customer);
    }

    public int recoveryCodesLeft(UUID customer) {
        return isOn(customer) ? recoveryCodes.left(customer) : 0;
    }

    /**
     * Gives a new secret, in force once {@link #confirm} has seen a first code of it. Until then it
     * can be done again, with another secret.
     *
     * @throws io.xiaohu.kernel.ProblemException SECOND_FACTOR_ON, STEP_UP_NEEDED with a challenge
     *     and its kin from {@link StepUps}
     */
    public Enrolment begin(UUID customer, @Nullable UUID challengeId, @Nullable String proof) {
        if (isOn(customer)) {
            throw Problem.of(Reason.SECOND_FACTOR_ON).exception();
        }
        stepUps.require(customer, TURN_ON, challengeId, proof);
        byte[] secret = Totp.newSecret();
        if (!authenticators.begin(customer, secret)) {
            throw Problem.of(Reason.SECOND_FACTOR_ON).exception();
        }
        String text = Totp.base32(secret);
        String account = customers.get(customer).phone().masked();
        return new Enrolment(text, Totp.uri(account, text));
    }

    /**
     * Turns it on with the app's first code. A wrong one is not counted: whoever calls was shown
     * the secret.
     *
     * @return the recovery codes, this once
     * @throws io.xiaohu.kernel.ProblemException ENROLMENT_OVER when nothing was begun or too long
     *     ago, SECOND_FACTOR_ON, FIRST_CODE_WRONG
     */
    @Transactional
    public List<String> confirm(UUID customer, String digits, Device device) {
        Authenticators.Held held =
                authenticators
                        .hold(customer)
                        .filter(begun ->
                                begun.confirmed()
                                        || begun.begunAt()
                                                .plus(TO_CONFIRM)
                                                .isAfter(clock.instant()))
                        .orElseThrow(() -> Problem.of(Reason.ENROLMENT_OVER).exception());
        if (held.confirmed()) {
            throw Problem.of(Reason.SECOND_FACTOR_ON).exception();
        }
        OptionalLong step = Totp.accept(held.secret(), digits, clock.instant(), held.lastStep());
        if (step.isEmpty()) {
            throw Problem.of(Reason.FIRST_CODE_WRONG).field("code").exception();
        }
        authenticators.confirm(customer, step.getAsLong());
        tell(customer, Kind.SECOND_FACTOR_ON, device);
        return recoveryCodes.renew(customer);
    }

    /**
     * @throws io.xiaohu.kernel.ProblemException those of {@link SecondFactorProofs#require}
     */
    public void turnOff(UUID customer, String proof, Device device) {
        proofs.require(customer, SecondProof.parse(proof, "proof"), device);
        transactions.executeWithoutResult(status -> {
            if (!authenticators.remove(customer)) {
                throw Problem.of(Reason.NOT_FOUND).exception();
            }
            recoveryCodes.forget(customer);
            tell(customer, Kind.SECOND_FACTOR_OFF, device);
        });
    }

    /**
     * Makes new recovery codes; the old ones are good for nothing any more.
     *
     * @throws io.xiaohu.kernel.ProblemException those of {@link SecondFactorProofs#require}
     */
    public List<String> renewRecoveryCodes(UUID customer, String proof, Device device) {
        proofs.require(customer, SecondProof.parse(proof, "proof"), device);
        return transactions.execute(status -> {
            // Held, so that two renewals at once do not leave twenty codes.
            if (authenticators.hold(customer).filter(Authenticators.Held::confirmed).isEmpty()) {
                throw Problem.of(Reason.NOT_FOUND).exception();
            }
            tell(customer, Kind.RECOVERY_CODES_RENEWED, device);
            return recoveryCodes.renew(customer);
        });
    }

    /** A challenge to be answered by whoever has just given the right password. */
    UUID challengeSignIn(UUID customer) {
        return challenges.make(customer, SIGN_IN);
    }

    /** Completes a sign-in; the challenge is good once. */
    void requireAtSignIn(UUID customer, UUID challengeId, String typed, Device device) {
        SecondProof proof = SecondProof.parse(typed, "proof");
        challenges.requireFor(customer, SIGN_IN, challengeId);
        proofs.require(customer, proof, device);
        challenges.use(challengeId);
    }

    private void tell(UUID customer, Kind kind, Device device) {
        timeline.note(customer, kind, device);
        notices.tell(customer, kind.name(), Map.of(), null);
    }
}
