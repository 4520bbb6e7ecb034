package io.xiaohu.audit.seal;

import io.xiaohu.audit.AuditCheck;
import io.xiaohu.audit.AuditLines;
import io.xiaohu.audit.core.ChainWalk;
import io.xiaohu.kernel.AuditHead;
import io.xiaohu.kernel.SigningKeys;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Trusts the heads' files and the key file, not the database. */
@Component
class SealedAuditCheck implements AuditCheck {

    private static final AuditLines.Wanted EVERYTHING =
            new AuditLines.Wanted(null, null, null, null, null);

    private final AuditLines lines;
    private final AuditHead trail;
    private final HeadFiles files;
    private final SigningKeys keys;
    private final TransactionTemplate snapshot;

    SealedAuditCheck(
            AuditLines lines,
            AuditHead trail,
            HeadFiles files,
            SigningKeys keys,
            PlatformTransactionManager transactions) {
        this.lines = lines;
        this.trail = trail;
        this.files = files;
        this.keys = keys;
        this.snapshot = new TransactionTemplate(transactions);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        snapshot.setReadOnly(true);
    }

    /** The files are read first: what is signed while the database is read has no place in it. */
    @Override
    public Report check() {
        List<SealedHead> heads;
        try {
            heads = files.all();
        } catch (HeadFiles.UnreadableException e) {
            return new Report(e.getMessage(), 0, 0, 0);
        }
        String wrong = wrongAmong(heads);
        if (wrong != null) {
            return new Report(wrong, 0, heads.size(), 0);
        }
        return Objects.requireNonNull(snapshot.execute(status -> walk(heads)));
    }

    private @Nullable String wrongAmong(List<SealedHead> heads) {
        SealedHead before = null;
        for (SealedHead head : heads) {
            if (!head.isSignedBy(keys)) {
                return "The head of line %d is not signed with a key of the seal key file."
                        .formatted(head.number());
            }
            if (before != null
                    && (head.number() <= before.number()
                            || !head.previous().equals(before.digest()))) {
                return "The head of line %d does not follow the head of line %d: a head between"
                                .formatted(head.number(), before.number())
                        + " them is missing.";
            }
            before = head;
        }
        return null;
    }

    private Report walk(List<SealedHead> heads) {
        TreeMap<Long, SealedHead> due = new TreeMap<>();
        heads.forEach(head -> due.put(head.number(), head));
        Walk walk = new Walk(due);
        lines.each(EVERYTHING, walk.chain.andThen(line -> walk.compare()));
        AuditHead.Line end = trail.last();
        long sealedUpTo = due.isEmpty() ? 0 : due.lastKey();
        return new Report(walk.verdict(end), walk.chain.walked(), heads.size(), sealedUpTo);
    }

    /** The chain and, at each line somebody signed, whether it is still that one. */
    private static final class Walk {

        private final ChainWalk chain = new ChainWalk();
        private final TreeMap<Long, SealedHead> due;
        private @Nullable SealedHead rewritten;

        Walk(TreeMap<Long, SealedHead> due) {
            this.due = due;
        }

        void compare() {
            SealedHead signed = due.get(chain.walked());
            if (rewritten == null
                    && signed != null
                    && !HexFormat.of().formatHex(chain.lastHash()).equals(signed.hash())) {
                rewritten = signed;
            }
        }

        @Nullable String verdict(AuditHead.Line end) {
            if (rewritten != null) {
                return "Line %d of the audit trail is not the one signed at %s: what stands there or before was rewritten."
                        .formatted(rewritten.number(), rewritten.at());
            }
            if (chain.firstBreak().isPresent()) {
                return "Line %d of the audit trail is missing or is not what was written."
                        .formatted(chain.firstBreak().getAsLong());
            }
            if (!due.isEmpty() && due.lastKey() > chain.walked()) {
                return "The audit trail ends with line %d, but line %d was signed at %s: lines were removed."
                        .formatted(chain.walked(), due.lastKey(), due.lastEntry().getValue().at());
            }
            if (end.number() != chain.walked() || !Arrays.equals(end.hash(), chain.lastHash())) {
                return "The audit trail ends with line %d, but its head says %d."
                        .formatted(chain.walked(), end.number());
            }
            return null;
        }
    }
}
