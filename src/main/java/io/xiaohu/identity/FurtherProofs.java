package io.xiaohu.identity;

import io.xiaohu.identity.core.SecondProof;
import io.xiaohu.identity.jdbc.Authenticators;
import io.xiaohu.identity.jdbc.Challenges;
import io.xiaohu.identity.jdbc.Device;
import io.xiaohu.identity.jdbc.JdbcCustomers;
import io.xiaohu.identity.jdbc.KnownDevices;
import io.xiaohu.identity.jdbc.SecondFactorProofs;
import io.xiaohu.identity.jdbc.SecurityEvents;
import io.xiaohu.identity.jdbc.SecurityEvents.Kind;
import io.xiaohu.identity.jdbc.Sessions;
import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.ProblemException;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.SubjectKind;
import io.xiaohu.kernel.SubjectRef;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * When a code in a text message is not enough. Numbers are handed to new owners (二次放号), who get the
 * codes of the old one: an account with a real name on file takes one more proof on a device it
 * does not know, and when nobody was there for long. What it makes while it refuses, a challenge
 * and an event to ask about, outlives the caller's transaction.
 */
@Service
class FurtherProofs {

    private static final String RESET = "reset the password";
    private static final String IDENTITY_CHECK = "IDENTITY_CHECK";

    /**
     * @param idleProofAfter how long nobody may have been there
     */
    @ConfigurationProperties("xiaohu.sign-in")
    record Settings(Duration idleProofAfter) {}

    private final ObjectProvider<RealNames> realNames;
    private final KnownDevices devices;
    private final Sessions sessions;
    private final Authenticators authenticators;
    private final SecondFactorProofs proofs;
    private final Challenges challenges;
    private final IdentityChecks checks;
    private final JdbcCustomers customers;
    private final SecurityEvents timeline;
    private final Clock clock;
    private final Settings settings;

    FurtherProofs(
            ObjectProvider<RealNames> realNames,
            KnownDevices devices,
            Sessions sessions,
            Authenticators authenticators,
            SecondFactorProofs proofs,
            Challenges challenges,
            IdentityChecks checks,
            JdbcCustomers customers,
            SecurityEvents timeline,
            Clock clock,
            Settings settings) {
        this.realNames = realNames;
        this.devices = devices;
        this.sessions = sessions;
        this.authenticators = authenticators;
        this.proofs = proofs;
        this.challenges = challenges;
        this.checks = checks;
        this.customers = customers;
        this.timeline = timeline;
        this.clock = clock;
        this.settings = settings;
    }

    /** What an account was reset with besides the code. */
    enum Passed {
        /** Nothing that is used up any more. */
        FREELY,
        /** An identity check, to be used up with the reset. */
        BY_CHECK
    }

    /**
     * To be asked once the code was right.
     *
     * @throws io.xiaohu.kernel.ProblemException STEP_UP_NEEDED with what would do; STEP_UP_FAILED,
     *     SECOND_FACTOR_WRONG and SECOND_FACTOR_LOCKED about what was given
     */
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public Passed requireAtReset(
            Customer customer, @Nullable UUID challengeId, @Nullable String proof, Device device) {
        UUID id = customer.id();
        if (!isDue(customer, device)) {
            return Passed.FREELY;
        }
        boolean secondFactor = authenticators.isOn(id);
        if (secondFactor && challengeId != null && proof != null) {
            SecondProof given = SecondProof.parse(proof, "proof");
            challenges.requireFor(id, RESET, challengeId);
            proofs.require(id, given, device);
            challenges.use(challengeId);
            return Passed.FREELY;
        }
        if (checks.stands(id, IdentityChecks.Purpose.RESET_PASSWORD)) {
            return Passed.BY_CHECK;
        }
        Stream<String> kinds = secondFactor ? SecondProof.KINDS.stream() : Stream.of();
        throw due(
                customer,
                "RESET",
                secondFactor ? challenges.make(id, RESET) : Ids.next(),
                Stream.concat(kinds, Stream.of(IDENTITY_CHECK)).toList(),
                device);
    }

    /**
     * To be asked once the code was right. Where the second factor is on, its own challenge comes
     * next, which is proof enough.
     *
     * @throws io.xiaohu.kernel.ProblemException STEP_UP_NEEDED with what would do
     */
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public void requireAtSignIn(Customer customer, Device device) {
        if (!authenticators.isOn(customer.id()) && isDue(customer, device)) {
            List<String> kinds = List.of("PASSWORD", IDENTITY_CHECK);
            throw due(customer, "SIGN_IN", Ids.next(), kinds, device);
        }
    }

    private boolean isDue(Customer customer, Device device) {
        UUID id = customer.id();
        return realNames.stream().anyMatch(names -> names.isOnFile(id))
                && (!devices.knows(id, device) || isIdle(customer));
    }

    private boolean isIdle(Customer customer) {
        Instant seen = sessions.lastSeen(customer.id()).orElse(customer.createdAt());
        return !seen.plus(settings.idleProofAfter()).isAfter(clock.instant());
    }

    private ProblemException due(
            Customer customer, String what, UUID challenge, List<String> kinds, Device device) {
        UUID event =
                timeline.noteAttempt(
                        customer.id(), customers.index(customer.phone()), Kind.PROOF_DUE, device);
        return Problem.of(Reason.STEP_UP_NEEDED)
                .with("case", what)
                .about(new SubjectRef(SubjectKind.SIGN_IN, event))
                .extra("challenge", Map.of("id", challenge, "kinds", kinds))
                .exception();
    }
}
