package io.xiaohu.ledger.proof;

import io.xiaohu.kernel.SigningKeys;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * Compares the last seal outside with the database before a server serves. Commands, which run
 * without jobs, only look.
 */
@Component
@ConditionalOnProperty(name = "db-scheduler.enabled", matchIfMissing = true)
class StartCheck implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(StartCheck.class);

    private final SealFiles files;
    private final SealTable table;
    private final SigningKeys keys;
    private final OutgoingGate gate;

    StartCheck(SealFiles files, SealTable table, SigningKeys keys, OutgoingGate gate) {
        this.files = files;
        this.table = table;
        this.keys = keys;
        this.gate = gate;
    }

    @Override
    public void afterSingletonsInstantiated() {
        check();
    }

    void check() {
        try {
            Optional<Seal> outside = files.last().filter(this::isOurs);
            outside.filter(seal -> !isInTable(seal)).ifPresent(this::close);
        } catch (SealFiles.UnreadableException damaged) {
            LOG.error("the seals outside could not be compared: {}", damaged.getMessage());
        }
        gate.closedBecause()
                .ifPresent(reason ->
                        LOG.error(
                                "No withdrawal is begun until two people release it with ledger"
                                        + " release-gate. {}",
                                reason));
    }

    /** A file anybody could have put there stops nothing. */
    private boolean isOurs(Seal seal) {
        return keys.knows(seal.publicKey()) && seal.isSigned();
    }

    private boolean isInTable(Seal seal) {
        return table.find(seal.number()).filter(seal::isSameAs).isPresent();
    }

    private void close(Seal seal) {
        gate.close(
                "The database does not have seal "
                        + seal.number()
                        + ", of which there is a file: it was restored from a backup or lost"
                        + " something.");
    }
}
