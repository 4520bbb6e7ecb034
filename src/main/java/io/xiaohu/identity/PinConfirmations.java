package io.xiaohu.identity;

import io.xiaohu.identity.core.CodePurpose;
import io.xiaohu.identity.core.Digits;
import io.xiaohu.identity.core.SecondProof;
import io.xiaohu.identity.jdbc.Challenges;
import io.xiaohu.identity.jdbc.Codes;
import io.xiaohu.identity.jdbc.Device;
import io.xiaohu.identity.jdbc.SecondFactorProofs;
import io.xiaohu.identity.passkey.PasskeyProofs;
import io.xiaohu.kernel.Phone;
import io.xiaohu.kernel.Problem;
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

    PinConfirmations(
            PaymentPins pins,
            Codes codes,
            SecondFactors secondFactors,
            SecondFactorProofs proofs,
            PasskeyProofs passkeys,
            StepUps stepUps,
            Challenges challenges) {
        this.pins = pins;
        this.codes = codes;
        this.secondFactors = secondFactors;
        this.proofs = proofs;
        this.passkeys = passkeys;
        this.stepUps = stepUps;
        this.challenges = challenges;
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
     * Confirms another PIN.
     *
     * @throws io.xiaohu.kernel.ProblemException PIN_WRONG and its kin; STEP_UP_NEEDED for a passkey
     *     when no current PIN was given, BAD_INPUT when there is no passkey either
     */
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public void requireForChange(UUID customer, Given given) {
        UUID challengeId = given.challengeId();
        String proof = given.proof();
        if (given.currentPin() != null) {
            pins.require(customer, given.currentPin());
        } else if (!passkeys.has(customer)) {
            throw Problem.of(Reason.BAD_INPUT).field("currentPin").exception();
        } else if (challengeId == null || proof == null) {
            UUID id = challenges.make(customer, CHANGE);
            throw Problem.of(Reason.STEP_UP_NEEDED)
                    .extra("challenge", Map.of("id", id, "kinds", List.of(PasskeyProofs.KIND)))
                    .exception();
        } else {
            challenges.requireFor(customer, CHANGE, challengeId);
            passkeys.requireForStepUp(customer, challengeId, proof);
            challenges.use(challengeId);
        }
    }
}
