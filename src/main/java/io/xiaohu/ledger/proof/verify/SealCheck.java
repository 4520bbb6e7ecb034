package io.xiaohu.ledger.proof.verify;

import static io.xiaohu.ledger.proof.verify.BreakFoundException.require;

import io.xiaohu.kernel.AuditHead;
import io.xiaohu.kernel.SigningKeys;
import io.xiaohu.ledger.Partition;
import io.xiaohu.ledger.proof.Seal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Checks the seals by themselves: signatures, numbers, the chain they form, their files. */
final class SealCheck {

    private static final byte[] NO_LINE = new byte[0];

    private final SigningKeys keys;
    private final AuditHead audit;

    SealCheck(SigningKeys keys, AuditHead audit) {
        this.keys = keys;
        this.audit = audit;
    }

    /**
     * @param table the seals in the database, by number
     * @param files the seals outside, read before the database was
     */
    void check(List<Seal> table, SortedMap<Long, Seal> files) {
        @Nullable Seal before = null;
        for (Seal seal : table) {
            checkSignature(seal);
            checkOrder(before, seal);
            checkAudit(seal);
            Seal file = files.get(seal.number());
            require(
                    file == null || Arrays.equals(file.digest(), seal.digest()),
                    "Seal %d in the database is not the one in its file.",
                    seal.number());
            before = seal;
        }
        long last = before == null ? 0 : before.number();
        for (Map.Entry<Long, Seal> file : files.entrySet()) {
            require(
                    file.getKey() == file.getValue().number(),
                    "The file of seal %d holds another one.",
                    file.getKey());
            checkSignature(file.getValue());
            require(
                    file.getKey() <= last,
                    "There is a file of seal %d, but the database's last seal is %d: the ledger is"
                            + " behind its seal.",
                    file.getKey(),
                    last);
        }
    }

    private void checkSignature(Seal seal) {
        require(
                keys.knows(seal.publicKey()),
                "Seal %d is signed with a key that is not in the seal key file.",
                seal.number());
        require(seal.isSigned(), "The signature of seal %d is not right.", seal.number());
    }

    private static void checkOrder(@Nullable Seal before, Seal seal) {
        long number = before == null ? 1 : before.number() + 1;
        byte[] previous = before == null ? new byte[32] : before.digest();
        require(seal.number() == number, "Seal %d is missing.", number);
        require(
                Arrays.equals(seal.previous(), previous),
                "Seal %d does not name the seal before it.",
                seal.number());
        require(
                seal.eventNumbers().size() == Partition.COUNT
                        && (before == null || isAfter(before, seal)),
                "Seal %d is behind the seal before it.",
                seal.number());
    }

    private static boolean isAfter(Seal before, Seal seal) {
        for (int p = 0; p < Partition.COUNT; p++) {
            if (seal.eventNumbers().get(p) < before.eventNumbers().get(p)) {
                return false;
            }
        }
        return seal.horizonMicros() > before.horizonMicros()
                && seal.auditNumber() >= before.auditNumber();
    }

    private void checkAudit(Seal seal) {
        byte[] hash =
                seal.auditNumber() == 0
                        ? NO_LINE
                        : audit.hashOf(seal.auditNumber()).orElse(NO_LINE);
        require(
                Arrays.equals(hash, seal.auditHash()),
                "Line %d of the audit trail is not the one seal %d signed.",
                seal.auditNumber(),
                seal.number());
    }
}
