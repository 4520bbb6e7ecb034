package io.xiaohu.ledger.proof;

import io.xiaohu.kernel.AuditHead;
import io.xiaohu.kernel.SigningKeys;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Seals everything booked up to now. One at a time over all processes: who finds another at it
 * waits and takes that seal for its own.
 */
@Component
public class Sealing {

    private static final Logger LOG = LoggerFactory.getLogger(Sealing.class);
    private static final long SEAL_LOCK = 81_420_003L;

    private static final String TAKE = "select pg_advisory_xact_lock(:lock)";

    private static final String EVENT_NUMBERS = "select number from ledger.event_head order by p";

    private final JdbcClient sql;
    private final Horizon horizon;
    private final Heads heads;
    private final SealTable table;
    private final SealFiles files;
    private final SigningKeys keys;
    private final AuditHead audit;
    private final TransactionTemplate locked;
    private final TransactionTemplate snapshot;

    Sealing(
            JdbcClient sql,
            Horizon horizon,
            Heads heads,
            SealTable table,
            SealFiles files,
            SigningKeys keys,
            AuditHead audit,
            PlatformTransactionManager transactions) {
        this.sql = sql;
        this.horizon = horizon;
        this.heads = heads;
        this.table = table;
        this.files = files;
        this.keys = keys;
        this.audit = audit;
        this.locked = new TransactionTemplate(transactions);
        this.snapshot = new TransactionTemplate(transactions);
        snapshot.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        snapshot.setReadOnly(true);
    }

    /**
     * Seals, or takes the seal somebody else makes meanwhile. When this returns it stands in the
     * database and in its file.
     */
    public Seal seal() {
        long before = number(table.last());
        Seal seal =
                Objects.requireNonNull(
                        locked.execute(status -> {
                            sql.sql(TAKE).param("lock", SEAL_LOCK).query(row -> {});
                            Optional<Seal> last = table.last();
                            return number(last) > before ? last.orElseThrow() : add(last);
                        }));
        writeFiles();
        return seal;
    }

    /** The file of a seal, for telling where it is. */
    public String fileOf(Seal seal) {
        return files.fileOf(seal.number()).toString();
    }

    private Seal add(Optional<Seal> last) {
        if (number(files.last()) > number(last)) {
            throw new LedgerBehindItsSealException(number(files.last()), number(last));
        }
        long upTo = horizon.raise();
        Seal seal = Objects.requireNonNull(snapshot.execute(status -> take(last, upTo)));
        table.add(seal);
        return seal;
    }

    private Seal take(Optional<Seal> last, long upTo) {
        MerkleTree tree = new MerkleTree();
        heads.upTo(
                upTo,
                (partition, account, seq, head) ->
                        tree.add(MerkleTree.leaf(partition, account, seq, head)));
        List<Long> events = sql.sql(EVENT_NUMBERS).query((row, n) -> row.getLong("number")).list();
        AuditHead.Line line = audit.last();
        return new Seal(
                        number(last) + 1,
                        upTo,
                        tree.leaves(),
                        tree.root(),
                        events,
                        line.number(),
                        line.hash(),
                        last.map(Seal::digest).orElse(Seal.NONE_BEFORE),
                        keys.publicKey(),
                        new byte[0])
                .signedBy(keys);
    }

    /** A crash between the commit and the file leaves a seal without one; it is written now. */
    private void writeFiles() {
        SortedMap<Long, Seal> written = files.all();
        for (Seal seal : table.all()) {
            Seal file = written.get(seal.number());
            if (file == null && seal.isSigned()) {
                files.write(seal);
            } else if (file == null || !file.isSameAs(seal)) {
                LOG.error("seal {} is not what its file says; verify the ledger", seal.number());
            }
        }
    }

    private static long number(Optional<Seal> seal) {
        return seal.map(Seal::number).orElse(0L);
    }
}
