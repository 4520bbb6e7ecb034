package io.xiaohu.audit.seal;

import io.xiaohu.kernel.AuditHead;
import io.xiaohu.kernel.SigningKeys;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Signs where the trail ends and puts that outside the database, as often as it has moved. */
@Component
public class HeadSealing {

    private static final Logger LOG = LoggerFactory.getLogger(HeadSealing.class);

    private final AuditHead trail;
    private final HeadFiles files;
    private final SigningKeys keys;
    private final Clock clock;

    HeadSealing(AuditHead trail, HeadFiles files, SigningKeys keys, Clock clock) {
        this.trail = trail;
        this.files = files;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * Signs the last line, unless the trail has not moved, or no longer has what was signed before:
     * then that is logged and nothing is signed.
     *
     * @return the last line that is signed now
     */
    public synchronized long seal() {
        Optional<SealedHead> before = files.last();
        long signed = before.map(SealedHead::number).orElse(0L);
        AuditHead.Line head = trail.last();
        if (before.isPresent() && !stands(before.get())) {
            LOG.error(
                    "line {} of the audit trail is not the one that was signed at {}; verify the"
                            + " audit trail",
                    signed,
                    before.get().at());
            return signed;
        }
        if (head.number() <= signed) {
            return signed;
        }
        files.add(
                SealedHead.sign(
                        head.number(),
                        head.hash(),
                        clock.instant().truncatedTo(ChronoUnit.MILLIS),
                        before.map(SealedHead::digest).orElse(""),
                        keys));
        return head.number();
    }

    private boolean stands(SealedHead head) {
        return trail.hashOf(head.number())
                .filter(hash -> Arrays.equals(hash, HexFormat.of().parseHex(head.hash())))
                .isPresent();
    }
}
