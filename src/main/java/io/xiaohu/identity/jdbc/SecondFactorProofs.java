package io.xiaohu.identity.jdbc;

import io.xiaohu.identity.core.Lock;
import io.xiaohu.identity.core.SecondProof;
import io.xiaohu.identity.jdbc.SecurityEvents.Kind;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.ProblemException;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.SubjectKind;
import io.xiaohu.kernel.SubjectRef;
import io.xiaohu.kernel.Totp;
import io.xiaohu.notification.Notices;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Checks second factors. The customer's row is locked while one is compared, so proofs go one at a
 * time at all servers together: a code used twice at once passes once, and a wrong one is counted
 * before the next is looked at. The count is apart from the password's, and a new password leaves
 * it alone.
 */
@Service
public class SecondFactorProofs {

    private final Authenticators authenticators;
    private final RecoveryCodes recoveryCodes;
    private final SecurityEvents timeline;
    private final Notices notices;
    private final Clock clock;

    SecondFactorProofs(
            Authenticators authenticators,
            RecoveryCodes recoveryCodes,
            SecurityEvents timeline,
            Notices notices,
            Clock clock) {
        this.authenticators = authenticators;
        this.recoveryCodes = recoveryCodes;
        this.timeline = timeline;
        this.notices = notices;
        this.clock = clock;
    }

    /**
     * Uses a proof up, in a transaction of its own whatever becomes of the caller's; the caller
     * must not have touched the customer's authenticator yet.
     *
     * @throws io.xiaohu.kernel.ProblemException SECOND_FACTOR_WRONG with the tries left,
     *     SECOND_FACTOR_LOCKED with its end, NOT_FOUND when the second factor is off
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW, noRollbackFor = RuntimeException.class)
    public void require(UUID customer, SecondProof proof, Device device) {
        Authenticators.Held held =
                authenticators
                        .hold(customer)
                        .filter(Authenticators.Held::confirmed)
                        .orElseThrow(() -> Problem.of(Reason.NOT_FOUND).exception());
        Instant until = held.lockedUntil();
        if (until != null && until.isAfter(clock.instant())) {
            throw Problem.of(Reason.SECOND_FACTOR_LOCKED)
                    .with("until", until)
                    .extra("lockedUntil", until)
                    .exception();
        }
        switch (proof) {
            case SecondProof.Totp totp -> {
                OptionalLong step =
                        Totp.accept(held.secret(), totp.digits(), clock.instant(), held.lastStep());
                if (step.isEmpty()) {
                    throw wrong(customer, held, device);
                }
                authenticators.accepted(customer, step.getAsLong());
            }
            case SecondProof.Recovery recovery -> {
                if (!recoveryCodes.use(customer, recovery.code())) {
                    throw wrong(customer, held, device);
                }
                authenticators.accepted(customer, held.lastStep());
                timeline.note(customer, Kind.RECOVERY_CODE_USED, device);
                String left = Integer.toString(recoveryCodes.left(customer));
                notices.tell(customer, "RECOVERY_CODE_USED", Map.of("left", left), null);
            }
        }
    }

    private ProblemException wrong(UUID customer, Authenticators.Held held, Device device) {
        int left = Lock.TRIES - held.wrong() - 1;
        if (left > 0) {
            authenticators.countWrong(customer);
            UUID event = timeline.note(customer, Kind.SECOND_FACTOR_FAILED, device);
            return Problem.of(Reason.SECOND_FACTOR_WRONG)
                    .with("left", left)
                    .about(new SubjectRef(SubjectKind.SIGN_IN, event))
                    .field("proof")
                    .exception();
        }
        Instant until = clock.instant().plus(Lock.length(held.locks()));
        authenticators.lockOut(customer, until);
        UUID event = timeline.note(customer, Kind.SECOND_FACTOR_LOCKED, device);
        notices.tell(customer, "SECOND_FACTOR_LOCKED", Map.of(), null);
        return Problem.of(Reason.SECOND_FACTOR_LOCKED)
                .with("until", until)
                .extra("lockedUntil", until)
                .about(new SubjectRef(SubjectKind.SIGN_IN, event))
                .exception();
    }
}
