package io.xiaohu.identity.passkey;

import com.webauthn4j.util.exception.WebAuthnException;
import com.webauthn4j.verifier.exception.MaliciousCounterValueException;
import io.xiaohu.identity.jdbc.PasskeyCeremonies;
import io.xiaohu.identity.jdbc.PasskeyRows;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.security.web.webauthn.api.AttestationConveyancePreference;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorAttestationResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialDescriptor;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialParameters;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.jackson.WebauthnJacksonModule;
import org.springframework.security.web.webauthn.management.ImmutableRelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The WebAuthn ceremonies: a passkey has to be discoverable and to have checked its owner, so that
 * it is two factors by itself. No attestation is asked for: any authenticator will do.
 */
@Component
public class WebAuthn {

    /** An answer is never longer; with an attestation nobody asked for it may come near. */
    private static final int LONGEST = 16_000;

    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
    private static final TypeReference<PublicKeyCredential<AuthenticatorAttestationResponse>>
            ATTESTATION = new TypeReference<>() {};
    private static final TypeReference<PublicKeyCredential<AuthenticatorAssertionResponse>>
            ASSERTION = new TypeReference<>() {};

    private final JsonMapper json =
            JsonMapper.builder()
                    .addModule(new WebauthnJacksonModule())
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();
    private final PublicKeyCredentialRpEntity relyingParty;
    private final SingletonSupplier<Webauthn4JRelyingPartyOperations> operations;

    WebAuthn(PasskeySettings settings, PasskeyStore store, Environment environment) {
        this.relyingParty =
                PublicKeyCredentialRpEntity.builder()
                        .id(settings.relyingParty())
                        .name("Xiaohu Wallet 小狐钱包")
                        .build();
        // The port is known only once the server listens.
        this.operations =
                SingletonSupplier.of(() ->
                        new Webauthn4JRelyingPartyOperations(
                                store, store, relyingParty, origins(settings, environment)));
    }

    private static Set<String> origins(PasskeySettings settings, Environment environment) {
        if (!settings.origins().isEmpty()) {
            return Set.copyOf(settings.origins());
        }
        String port =
                environment.getProperty(
                        "local.server.port", environment.getProperty("server.port", "8080"));
        return Set.of("http://localhost:" + port);
    }

    /** What a browser is told to add a passkey. */
    public Map<String, Object> creationOptions(
            byte[] challenge, PublicKeyCredentialUserEntity user, List<PasskeyRows.Kept> held) {
        return json.convertValue(creation(challenge, user, held), OBJECT);
    }

    /**
     * What a browser is told to sign with a passkey.
     *
     * @param allowed empty for whichever the customer chooses
     */
    public Map<String, Object> requestOptions(byte[] challenge, List<PasskeyRows.Kept> allowed) {
        return json.convertValue(request(challenge, allowed), OBJECT);
    }

    /**
     * Checks a new passkey and keeps it, in the caller's transaction.
     *
     * @return false when it is not right, or known already
     */
    public boolean register(
            byte[] challenge,
            PublicKeyCredentialUserEntity user,
            PublicKeyCredential<AuthenticatorAttestationResponse> credential,
            String label) {
        try {
            operations
                    .obtain()
                    .registerCredential(
                            new ImmutableRelyingPartyRegistrationRequest(
                                    creation(challenge, user, List.of()),
                                    new RelyingPartyPublicKey(credential, label)));
            return true;
        } catch (WebAuthnException | JacksonException | IllegalArgumentException wrong) {
            return false;
        }
    }

    /**
     * Checks a signature and notes the use, in the caller's transaction.
     *
     * @param allowed empty for any passkey there is
     * @return whose it is, by handle; empty when it is not right
     * @throws CopiedPasskeyException when all is right but the count
     */
    Optional<Bytes> authenticate(
            byte[] challenge,
            List<PasskeyRows.Kept> allowed,
            PublicKeyCredential<AuthenticatorAssertionResponse> credential) {
        try {
            PublicKeyCredentialUserEntity user =
                    operations
                            .obtain()
                            .authenticate(
                                    new RelyingPartyAuthenticationRequest(
                                            request(challenge, allowed), credential));
            return Optional.of(user.getId());
        } catch (MaliciousCounterValueException counted) {
            throw new CopiedPasskeyException();
        } catch (WebAuthnException | JacksonException | IllegalArgumentException wrong) {
            return Optional.empty();
        }
    }

    /**
     * @throws io.xiaohu.kernel.ProblemException BAD_INPUT when it is no such answer
     */
    public PublicKeyCredential<AuthenticatorAttestationResponse> attestation(
            Map<String, Object> credential, String field) {
        PublicKeyCredential<AuthenticatorAttestationResponse> read =
                read(written(credential), ATTESTATION, field);
        AuthenticatorAttestationResponse response = read.getResponse();
        requireAll(field, response.getAttestationObject(), response.getClientDataJSON());
        return withKnownTransports(read);
    }

    /** Spring Security reads a transport it has never heard of as null, and stumbles over it. */
    private static PublicKeyCredential<AuthenticatorAttestationResponse> withKnownTransports(
            PublicKeyCredential<AuthenticatorAttestationResponse> read) {
        AuthenticatorAttestationResponse response = read.getResponse();
        @Nullable List<AuthenticatorTransport> transports = response.getTransports();
        AuthenticatorTransport[] known =
                transports == null
                        ? new AuthenticatorTransport[0]
                        : transports.stream()
                                .filter(Objects::nonNull)
                                .toArray(AuthenticatorTransport[]::new);
        return PublicKeyCredential.<AuthenticatorAttestationResponse>builder()
                .id(read.getId())
                .rawId(read.getRawId())
                .type(read.getType())
                .response(
                        AuthenticatorAttestationResponse.builder()
                                .attestationObject(response.getAttestationObject())
                                .clientDataJSON(response.getClientDataJSON())
                                .transports(known)
                                .build())
                .build();
    }

    /**
     * @throws io.xiaohu.kernel.ProblemException BAD_INPUT when it is no such answer
     */
    public PublicKeyCredential<AuthenticatorAssertionResponse> assertion(
            String credential, String field) {
        PublicKeyCredential<AuthenticatorAssertionResponse> read =
                read(credential, ASSERTION, field);
        AuthenticatorAssertionResponse response = read.getResponse();
        requireAll(
                field,
                response.getAuthenticatorData(),
                response.getClientDataJSON(),
                response.getSignature());
        return read;
    }

    public String written(Map<String, Object> credential) {
        return json.writeValueAsString(credential);
    }

    private <T extends PublicKeyCredential<?>> T read(
            String text, TypeReference<T> type, String field) {
        if (text.length() > LONGEST) {
            throw bad(field);
        }
        try {
            T read = json.readValue(text, type);
            requireAll(field, read);
            requireAll(field, read.getRawId(), read.getId(), read.getType(), read.getResponse());
            return read;
        } catch (JacksonException | IllegalArgumentException unreadable) {
            throw bad(field);
        }
    }

    private static void requireAll(String field, @Nullable Object... parts) {
        for (Object part : parts) {
            if (part == null) {
                throw bad(field);
            }
        }
    }

    private static RuntimeException bad(String field) {
        return Problem.of(Reason.BAD_INPUT).field(field).exception();
    }

    private PublicKeyCredentialCreationOptions creation(
            byte[] challenge, PublicKeyCredentialUserEntity user, List<PasskeyRows.Kept> held) {
        return PublicKeyCredentialCreationOptions.builder()
                .rp(relyingParty)
                .user(user)
                .challenge(new Bytes(challenge))
                .pubKeyCredParams(
                        PublicKeyCredentialParameters.EdDSA,
                        PublicKeyCredentialParameters.ES256,
                        PublicKeyCredentialParameters.RS256)
                .authenticatorSelection(
                        AuthenticatorSelectionCriteria.builder()
                                .residentKey(ResidentKeyRequirement.REQUIRED)
                                .userVerification(UserVerificationRequirement.REQUIRED)
                                .build())
                .attestation(AttestationConveyancePreference.NONE)
                .excludeCredentials(descriptors(held))
                .timeout(PasskeyCeremonies.LIFE)
                .build();
    }

    private PublicKeyCredentialRequestOptions request(
            byte[] challenge, List<PasskeyRows.Kept> allowed) {
        return PublicKeyCredentialRequestOptions.builder()
                .rpId(String.valueOf(relyingParty.getId()))
                .challenge(new Bytes(challenge))
                .userVerification(UserVerificationRequirement.REQUIRED)
                .allowCredentials(descriptors(allowed))
                .timeout(PasskeyCeremonies.LIFE)
                .build();
    }

    private static List<PublicKeyCredentialDescriptor> descriptors(List<PasskeyRows.Kept> kept) {
        return kept.stream().map(PasskeyStore::record).map(WebAuthn::descriptor).toList();
    }

    private static PublicKeyCredentialDescriptor descriptor(CredentialRecord record) {
        return PublicKeyCredentialDescriptor.builder()
                .id(record.getCredentialId())
                .transports(record.getTransports())
                .build();
    }
}
