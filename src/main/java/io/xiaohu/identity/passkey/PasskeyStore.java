package io.xiaohu.identity.passkey;

import io.xiaohu.identity.jdbc.PasskeyRows;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.stereotype.Component;

/** Our rows as Spring Security reads and writes them. Runs in the caller's transaction. */
@Component
class PasskeyStore implements UserCredentialRepository, PublicKeyCredentialUserEntityRepository {

    private final PasskeyRows rows;

    PasskeyStore(PasskeyRows rows) {
        this.rows = rows;
    }

    static CredentialRecord record(PasskeyRows.Kept kept) {
        PasskeyRows.New facts = kept.facts();
        Instant usedAt = kept.usedAt();
        return ImmutableCredentialRecord.builder()
                .credentialType(PublicKeyCredentialType.PUBLIC_KEY)
                .credentialId(new Bytes(facts.credentialId()))
                .userEntityUserId(new Bytes(kept.handle()))
                .publicKey(new ImmutablePublicKeyCose(facts.publicKey()))
                .signatureCount(facts.signCount())
                .uvInitialized(true)
                .transports(
                        facts.transports().stream()
                                .map(AuthenticatorTransport::valueOf)
                                .collect(Collectors.toSet()))
                .backupEligible(facts.backupEligible())
                .backupState(facts.backedUp())
                .attestationObject(new Bytes(facts.attestation()))
                .label(facts.label())
                .created(kept.createdAt())
                .lastUsed(usedAt == null ? kept.createdAt() : usedAt)
                .build();
    }

    @Override
    public @Nullable CredentialRecord findByCredentialId(Bytes credentialId) {
        return rows.hold(credentialId.getBytes()).map(PasskeyStore::record).orElse(null);
    }

    @Override
    public List<CredentialRecord> findByUserId(Bytes handle) {
        return rows.customer(handle.getBytes()).stream()
                .flatMap(customer -> rows.of(customer).stream())
                .map(PasskeyStore::record)
                .toList();
    }

    /**
     * Spring Security compares a count with the one at the beginning only; the statement that notes
     * a use compares it with the last.
     */
    @Override
    public void save(CredentialRecord record) {
        byte[] id = record.getCredentialId().getBytes();
        if (rows.hold(id).isPresent()) {
            if (!rows.used(id, record.getSignatureCount())) {
                throw new CopiedPasskeyException();
            }
        } else if (!rows.insert(fresh(record))) {
            throw new IllegalArgumentException("the credential was added meanwhile");
        }
    }

    private PasskeyRows.New fresh(CredentialRecord record) {
        Bytes attestation = record.getAttestationObject();
        if (attestation == null) {
            throw new IllegalArgumentException("no attestation object");
        }
        return new PasskeyRows.New(
                rows.customer(record.getUserEntityUserId().getBytes()).orElseThrow(),
                record.getCredentialId().getBytes(),
                record.getPublicKey().getBytes(),
                attestation.getBytes(),
                record.getSignatureCount(),
                record.getTransports().stream()
                        .map(AuthenticatorTransport::getValue)
                        .sorted()
                        .toList(),
                record.isBackupEligible(),
                record.isBackupState(),
                record.getLabel());
    }

    @Override
    public @Nullable PublicKeyCredentialUserEntity findById(Bytes handle) {
        return rows.customer(handle.getBytes())
                .map(customer -> user(handle, customer.toString()))
                .orElse(null);
    }

    private static PublicKeyCredentialUserEntity user(Bytes handle, String name) {
        return ImmutablePublicKeyCredentialUserEntity.builder()
                .id(handle)
                .name(name)
                .displayName(name)
                .build();
    }

    /** Options are made without it: see {@link WebAuthn}. */
    @Override
    public @Nullable PublicKeyCredentialUserEntity findByUsername(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void save(PublicKeyCredentialUserEntity user) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void delete(Bytes id) {
        throw new UnsupportedOperationException();
    }
}
