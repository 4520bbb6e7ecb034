package io.xiaohu.identity;

import io.xiaohu.identity.core.CodePurpose;
import io.xiaohu.identity.core.Digits;
import io.xiaohu.identity.core.SecondProof;
import io.xiaohu.identity.jdbc.Challenges;
import io.xiaohu.identity.jdbc.Codes;
import io.xiaohu.identity.jdbc.Device;
import io.xiaohu.identity.jdbc.SecondFactorProofs;
import io.xiaohu.identity.jdbc.SecurityEvents.Kind;
import io.xiaohu.identity.passkey.PasskeyProofs;
import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Phone;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.ProblemException;
import io.xiaohu.kernel.Reason;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What setting the payment PIN takes. A first one away from the session that registered takes a
 * step-up; another one the current PIN or a passkey, since everything else could come from whoever
 * has the phone.
 */
@Service
public class PinConfirmations {

    private static final String SET = "set the payment PIN";
    private static final String CHANGE = "change the payment PIN";
    private static final String IDENTITY_CHECK = "IDENTITY_CHECK";

    /** What was given along with the new PIN. */
    public record Given(
            @Nullable String currentPin, @Nullable UUID challengeId, @Nullable String proof) {
        @Override
        public String toString() {
            return "Given";
        }
    }

    private final PaymentPins pins;
    private final Codes codes;
    private final SecondFactors secondFactors;
    private final SecondFactorProofs proofs;
    private final PasskeyProofs passkeys;
    private final StepUps stepUps;
    private final Challenges challenges;
    private final IdentityChecks checks;

    PinConfirmations(
            PaymentPins pins,
            Codes codes,
            SecondFactors secondFactors,
            SecondFactorProofs proofs,
            PasskeyProofs passkeys,
            StepUps stepUps,
            Challenges challenges,
            IdentityChecks checks) {
        this.pins = pins;
        this.codes = codes;
        this.secondFactors = secondFactors;
        this.proofs = proofs;
        this.passkeys = passkeys;
        this.stepUps = stepUps;
        this.challenges = challenges;
        this.checks = checks;
    }

    /**
     * Confirms a first PIN; a proof without its challenge does.
     *
     * @throws io.xiaohu.kernel.ProblemException STEP_UP_NEEDED and its kin
     */
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public void requireForFirst(UUID customer, Phone phone, Given given, Device device) {
        String proof = given.proof();
        if (proof == null || given.challengeId() != null) {
            stepUps.require(customer, SET, given.challengeId(), proof);
        } else if (secondFactors.isOn(customer)) {
            proofs.require(customer, SecondProof.parse(proof, "proof"), device);
        } else {
            codes.use(phone, CodePurpose.STEP_UP, "proof", Digits.six(proof, "proof"));
        }
    }

    /**
     * Confirms another PIN. A forgotten one takes a passkey that was there a day ago already, or an
     * identity check: never a code alone, nor a passkey just added with one.
     *
     * @return what it will have been: PIN_CHANGED, or PIN_RENEWED by an identity check, which the
     *     caller uses up
     * @throws io.xiaohu.kernel.ProblemException PIN_WRONG and its kin; STEP_UP_NEEDED with what
     *     would do when no current PIN was given
     */
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public Kind requireForChange(UUID customer, Given given) {
        UUID challengeId = given.challengeId();
        String proof = given.proof();
        if (given.currentPin() != null) {
            pins.require(customer, given.currentPin());
        } else if (challengeId != null && proof != null && passkeys.hasOld(customer)) {
            challenges.requireFor(customer, CHANGE, challengeId);
            passkeys.requireOld(customer, challengeId, proof);
            challenges.use(challengeId);
        } else if (checks.stands(customer, IdentityChecks.Purpose.NEW_PIN)) {
            return Kind.PIN_RENEWED;
        } else {
            List<String> kinds =
                    passkeys.hasOld(customer)
                            ? List.of(PasskeyProofs.KIND, IDENTITY_CHECK)
                            : List.of(IDENTITY_CHECK);
            throw needed(challenges.make(customer, CHANGE), kinds);
        }
        return Kind.PIN_CHANGED;
    }

    /** The identity check that stood was used up meanwhile. */
    ProblemException checkNeeded() {
        return needed(Ids.next(), List.of(IDENTITY_CHECK));
    }

    private static ProblemException needed(UUID challenge, List<String> kinds) {
        return Problem.of(Reason.STEP_UP_NEEDED)
                .with("case", "NEW_PIN")
                .extra("challenge", Map.of("id", challenge, "kinds", kinds))
                .exception();
    }
}
