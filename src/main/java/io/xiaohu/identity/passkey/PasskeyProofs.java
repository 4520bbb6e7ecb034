package io.xiaohu.identity.passkey;

import io.xiaohu.identity.jdbc.Device;
import io.xiaohu.identity.jdbc.PasskeyCeremonies;
import io.xiaohu.identity.jdbc.PasskeyCeremonies.Kind;
import io.xiaohu.identity.jdbc.PasskeyRows;
import io.xiaohu.identity.jdbc.SecurityEvents;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.notification.Notices;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Checks what passkeys signed. A signature cannot be guessed, so wrong ones are not counted; one
 * whose authenticator counts backwards is refused and told its owner.
 */
@Service
public class PasskeyProofs {

    /** What a challenge names when a passkey answers it. */
    public static final String KIND = "PASSKEY";

    private static final Duration OLD_AFTER = Duration.ofDays(1);

    private final WebAuthn webAuthn;
    private final PasskeyCeremonies ceremonies;
    private final PasskeyRows rows;
    private final SecurityEvents timeline;
    private final Notices notices;
    private final Clock clock;
    private final TransactionTemplate own;

    PasskeyProofs(
            WebAuthn webAuthn,
            PasskeyCeremonies ceremonies,
            PasskeyRows rows,
            SecurityEvents timeline,
            Notices notices,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.webAuthn = webAuthn;
        this.ceremonies = ceremonies;
        this.rows = rows;
        this.timeline = timeline;
        this.notices = notices;
        this.clock = clock;
        this.own = new TransactionTemplate(transactions);
        this.own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    public boolean has(UUID customer) {
        return rows.hasAny(customer);
    }

    /**
     * Whether one of the customer's passkeys was there a day ago already. Adding one takes a code
     * where there is no second factor, so a younger one is no more than the code was.
     */
    public boolean hasOld(UUID customer) {
        return rows.of(customer).stream().anyMatch(this::isOld);
    }

    /** Whether a proof is what a browser's passkey said, and not something typed. */
    public static boolean isPasskey(String proof) {
        return proof.stripLeading().startsWith("{");
    }

    /**
     * What a browser is told to answer a step-up's challenge with one of the customer's passkeys.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND when the customer has none
     */
    public Map<String, Object> askForStepUp(UUID customer, UUID challengeId) {
        List<PasskeyRows.Kept> held = rows.of(customer);
        if (held.isEmpty()) {
            throw Problem.of(Reason.NOT_FOUND).exception();
        }
        byte[] challenge = ceremonies.begin(challengeId, Kind.STEP_UP, customer);
        return webAuthn.requestOptions(challenge, held);
    }

    /**
     * Passes when one of the customer's passkeys signed for this challenge, once.
     *
     * @throws io.xiaohu.kernel.ProblemException BAD_INPUT, STEP_UP_FAILED when nothing was asked to
     *     be signed for it or too long ago, PASSKEY_REFUSED
     */
    public void requireForStepUp(UUID customer, UUID challengeId, String proof) {
        require(customer, challengeId, proof, any -> true);
    }

    /**
     * The same for one of {@link #hasOld}'s.
     *
     * @throws io.xiaohu.kernel.ProblemException as {@link #requireForStepUp}
     */
    public void requireOld(UUID customer, UUID challengeId, String proof) {
        require(customer, challengeId, proof, this::isOld);
    }

    private void require(
            UUID customer, UUID challengeId, String proof, Predicate<PasskeyRows.Kept> which) {
        PublicKeyCredential<AuthenticatorAssertionResponse> credential =
                webAuthn.assertion(proof, "proof");
        byte[] challenge = ceremonies.take(challengeId, Kind.STEP_UP, customer);
        List<PasskeyRows.Kept> held = rows.of(customer).stream().filter(which).toList();
        boolean right =
                !held.isEmpty()
                        && signer(challenge, held, credential, Device.NONE)
                                .filter(customer::equals)
                                .isPresent();
        if (!right) {
            throw Problem.of(Reason.PASSKEY_REFUSED).exception();
        }
    }

    private boolean isOld(PasskeyRows.Kept passkey) {
        return !passkey.createdAt().plus(OLD_AFTER).isAfter(clock.instant());
    }

    /** What a browser is told to sign in with whichever passkey its owner chooses. */
    public Map<String, Object> askForSignIn(UUID id) {
        return webAuthn.requestOptions(ceremonies.begin(id, Kind.SIGN_IN, null), List.of());
    }

    /**
     * Whose passkey signed, to sign in; empty when it is unknown or its signature is wrong. The
     * authenticator has to say, too, whom it took it for.
     *
     * @throws io.xiaohu.kernel.ProblemException BAD_INPUT, STEP_UP_FAILED when the challenge is
     *     over
     */
    public Optional<UUID> signIn(UUID id, Map<String, Object> answer, Device device) {
        PublicKeyCredential<AuthenticatorAssertionResponse> credential =
                webAuthn.assertion(webAuthn.written(answer), "credential");
        byte[] challenge = ceremonies.take(id, Kind.SIGN_IN, null);
        if (credential.getResponse().getUserHandle() == null) {
            return Optional.empty();
        }
        return signer(challenge, List.of(), credential, device);
    }

    private Optional<UUID> signer(
            byte[] challenge,
            List<PasskeyRows.Kept> allowed,
            PublicKeyCredential<AuthenticatorAssertionResponse> credential,
            Device device) {
        try {
            return own.execute(status -> {
                Bytes said = credential.getResponse().getUserHandle();
                return webAuthn.authenticate(challenge, allowed, credential)
                        .filter(handle -> said == null || said.equals(handle))
                        .flatMap(handle -> rows.customer(handle.getBytes()));
            });
        } catch (CopiedPasskeyException copied) {
            own.executeWithoutResult(status -> note(credential.getRawId(), device));
            return Optional.empty();
        }
    }

    private void note(@Nullable Bytes credentialId, Device device) {
        if (credentialId == null) {
            return;
        }
        rows.hold(credentialId.getBytes())
                .ifPresent(passkey -> {
                    UUID customer = passkey.customer();
                    String label = passkey.facts().label();
                    timeline.note(customer, SecurityEvents.Kind.PASSKEY_COPIED, device);
                    notices.tell(customer, "PASSKEY_COPIED", Map.of("label", label), null);
                });
    }
}
