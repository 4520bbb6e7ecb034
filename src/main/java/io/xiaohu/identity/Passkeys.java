package io.xiaohu.identity;

import io.xiaohu.identity.core.Names;
import io.xiaohu.identity.jdbc.Challenges;
import io.xiaohu.identity.jdbc.Device;
import io.xiaohu.identity.jdbc.PasskeyCeremonies;
import io.xiaohu.identity.jdbc.PasskeyRows;
import io.xiaohu.identity.jdbc.SecurityEvents;
import io.xiaohu.identity.jdbc.SecurityEvents.Kind;
import io.xiaohu.identity.passkey.PasskeyProofs;
import io.xiaohu.identity.passkey.WebAuthn;
import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.notification.Notices;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.webauthn.api.AuthenticatorAttestationResponse;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The passkeys (通行密钥) of customers. Adding and removing one takes a step-up, is in the timeline and
 * told by notice. What is taken in a transaction of its own is taken before the one that keeps it
 * begins: who held a connection while waiting for a second would make all others wait.
 */
@Service
public class Passkeys {

    /** How many one customer can have. */
    public static final int MOST = 10;

    private static final String ADD = "add a passkey";
    private static final String REMOVE = "remove the passkey ";

    private final PasskeyRows rows;
    private final PasskeyCeremonies ceremonies;
    private final PasskeyProofs proofs;
    private final WebAuthn webAuthn;
    private final Challenges challenges;
    private final StepUps stepUps;
    private final Customers customers;
    private final SecurityEvents timeline;
    private final Notices notices;
    private final TransactionTemplate transactions;

    Passkeys(
            PasskeyRows rows,
            PasskeyCeremonies ceremonies,
            PasskeyProofs proofs,
            WebAuthn webAuthn,
            Challenges challenges,
            StepUps stepUps,
            Customers customers,
            SecurityEvents timeline,
            Notices notices,
            TransactionTemplate transactions) {
        this.rows = rows;
        this.ceremonies = ceremonies;
        this.proofs = proofs;
        this.webAuthn = webAuthn;
        this.challenges = challenges;
        this.stepUps = stepUps;
        this.customers = customers;
        this.timeline = timeline;
        this.notices = notices;
        this.transactions = transactions;
    }

    /**
     * @param options what the browser is told, as WebAuthn's JSON
     */
    public record Asked(UUID id, Map<String, Object> options) {}

    /**
     * @param usedAt null while it was not used
     */
    public record Passkey(UUID id, String label, Instant createdAt, @Nullable Instant usedAt) {}

    /** The oldest first. */
    public List<Passkey> of(UUID customer) {
        return rows.of(customer).stream()
                .map(kept ->
                        new Passkey(
                                kept.id(), kept.facts().label(), kept.createdAt(), kept.usedAt()))
                .toList();
    }

    /**
     * Begins to add one; {@link #add} completes it within five minutes.
     *
     * @throws io.xiaohu.kernel.ProblemException PASSKEYS_FULL, STEP_UP_NEEDED with a challenge and
     *     its kin from {@link StepUps}
     */
    public Asked begin(UUID customer, @Nullable UUID challengeId, @Nullable String proof) {
        requireRoom(customer);
        stepUps.require(customer, ADD, challengeId, proof);
        UUID id = Ids.next();
        byte[] challenge = ceremonies.begin(id, PasskeyCeremonies.Kind.ADD, customer);
        return new Asked(
                id, webAuthn.creationOptions(challenge, user(customer), rows.of(customer)));
    }

    /**
     * Keeps what the browser made for it.
     *
     * @param label what its owner calls it
     * @throws io.xiaohu.kernel.ProblemException BAD_INPUT, STEP_UP_FAILED when it was begun too
     *     long ago, or is done, PASSKEYS_FULL, PASSKEY_REFUSED
     */
    public Passkey add(
            UUID customer,
            UUID begun,
            String label,
            Map<String, Object> credential,
            Device device) {
        String clean = Names.clean(label);
        if (clean.isEmpty()) {
            throw Problem.of(Reason.BAD_INPUT).field("label").exception();
        }
        PublicKeyCredential<AuthenticatorAttestationResponse> made =
                webAuthn.attestation(credential, "credential");
        byte[] challenge = ceremonies.take(begun, PasskeyCeremonies.Kind.ADD, customer);
        return transactions.execute(status -> {
            rows.holdCustomer(customer);
            requireRoom(customer);
            if (!webAuthn.register(challenge, user(customer), made, clean)) {
                throw Problem.of(Reason.PASSKEY_REFUSED).exception();
            }
            timeline.note(customer, Kind.PASSKEY_ADDED, device);
            notices.tell(customer, Kind.PASSKEY_ADDED.name(), Map.of("label", clean), null);
            return of(customer).getLast();
        });
    }

    /**
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND, STEP_UP_NEEDED and its kin
     */
    public void remove(
            UUID customer,
            UUID id,
            @Nullable UUID challengeId,
            @Nullable String proof,
            Device device) {
        String label =
                of(customer).stream()
                        .filter(passkey -> passkey.id().equals(id))
                        .map(Passkey::label)
                        .findFirst()
                        .orElseThrow(() -> Problem.of(Reason.NOT_FOUND).exception());
        stepUps.require(customer, REMOVE + id, challengeId, proof);
        transactions.executeWithoutResult(status -> {
            if (!rows.remove(id, customer)) {
                throw Problem.of(Reason.NOT_FOUND).exception();
            }
            timeline.note(customer, Kind.PASSKEY_REMOVED, device);
            notices.tell(customer, Kind.PASSKEY_REMOVED.name(), Map.of("label", label), null);
        });
    }

    /**
     * What the browser is told to answer a step-up's challenge; asked again, what was told before
     * is good for nothing.
     *
     * @throws io.xiaohu.kernel.ProblemException STEP_UP_FAILED when the challenge is not this
     *     customer's or over, NOT_FOUND when there is no passkey
     */
    public Map<String, Object> ask(UUID customer, UUID challengeId) {
        challenges.requireOpen(customer, challengeId);
        return proofs.askForStepUp(customer, challengeId);
    }

    private void requireRoom(UUID customer) {
        if (rows.of(customer).size() >= MOST) {
            throw Problem.of(Reason.PASSKEYS_FULL).with("max", MOST).exception();
        }
    }

    /** As authenticators show it when they ask which passkey to use. */
    private PublicKeyCredentialUserEntity user(UUID customer) {
        Customer known = customers.get(customer);
        return ImmutablePublicKeyCredentialUserEntity.builder()
                .id(new Bytes(rows.handle(customer)))
                .name(known.phone().masked())
                .displayName(known.displayName())
                .build();
    }
}
