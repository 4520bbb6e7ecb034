package io.xiaohu.identity.jdbc;

import io.xiaohu.identity.StepUps;
import io.xiaohu.identity.core.CodePurpose;
import io.xiaohu.identity.core.Digits;
import io.xiaohu.identity.core.SecondProof;
import io.xiaohu.identity.passkey.PasskeyProofs;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Challenges by the strongest means the customer has: whoever turned an authenticator on cannot be
 * passed by somebody who only took over the phone number. A passkey, where there is one, is the
 * shortest way.
 */
@Service
class JdbcStepUps implements StepUps {

    private final Challenges challenges;
    private final JdbcCustomers customers;
    private final Codes codes;
    private final Authenticators authenticators;
    private final SecondFactorProofs proofs;
    private final PasskeyProofs passkeys;

    JdbcStepUps(
            Challenges challenges,
            JdbcCustomers customers,
            Codes codes,
            Authenticators authenticators,
            SecondFactorProofs proofs,
            PasskeyProofs passkeys) {
        this.challenges = challenges;
        this.customers = customers;
        this.codes = codes;
        this.authenticators = authenticators;
        this.proofs = proofs;
        this.passkeys = passkeys;
    }

    @Override
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public void require(
            UUID customer, String act, @Nullable UUID challengeId, @Nullable String proof) {
        boolean secondFactor = authenticators.isOn(customer);
        if (challengeId == null || proof == null) {
            List<String> kinds = kinds(customer, secondFactor);
            throw Problem.of(Reason.STEP_UP_NEEDED)
                    .extra(
                            "challenge",
                            Map.of("id", challenges.make(customer, act), "kinds", kinds))
                    .exception();
        }
        challenges.requireFor(customer, act, challengeId);
        if (PasskeyProofs.isPasskey(proof)) {
            passkeys.requireForStepUp(customer, challengeId, proof);
        } else if (secondFactor) {
            proofs.require(customer, SecondProof.parse(proof, "proof"), Device.NONE);
        } else {
            String code = Digits.six(proof, "proof");
            codes.use(customers.get(customer).phone(), CodePurpose.STEP_UP, "proof", code);
        }
        challenges.use(challengeId);
    }

    private List<String> kinds(UUID customer, boolean secondFactor) {
        List<String> kinds = secondFactor ? SecondProof.KINDS : SecondProof.TEXT_KINDS;
        return passkeys.has(customer)
                ? Stream.concat(Stream.of(PasskeyProofs.KIND), kinds.stream()).toList()
                : kinds;
    }
}
