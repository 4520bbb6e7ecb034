package io.xiaohu.identity;

import io.xiaohu.identity.jdbc.Device;
import io.xiaohu.identity.passkey.PasskeyProofs;
import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;

/**
 * Signing in with a passkey. It is two factors by itself: the device and what unlocks it, so no
 * authenticator is asked for, and neither wrong passwords nor their lock are in its way.
 */
@Service
public class PasskeySignIn {

    private final PasskeyProofs proofs;
    private final Customers customers;
    private final SignIns signIns;

    PasskeySignIn(PasskeyProofs proofs, Customers customers, SignIns signIns) {
        this.proofs = proofs;
        this.customers = customers;
        this.signIns = signIns;
    }

    /** Begins, for somebody nobody knows yet. */
    public Passkeys.Asked begin() {
        UUID id = Ids.next();
        return new Passkeys.Asked(id, proofs.askForSignIn(id));
    }

    /**
     * @throws io.xiaohu.kernel.ProblemException PASSKEY_WRONG, the same for a passkey nobody has
     *     added and a wrong signature; STEP_UP_FAILED when the challenge is over
     */
    public SignIns.SignedIn signIn(UUID begun, Map<String, Object> credential, Device device) {
        UUID customer =
                proofs.signIn(begun, credential, device)
                        .filter(id -> customers.get(id).status() != Customer.Status.CLOSED)
                        .orElseThrow(() -> Problem.of(Reason.PASSKEY_WRONG).exception());
        return signIns.open(customer, device);
    }
}
