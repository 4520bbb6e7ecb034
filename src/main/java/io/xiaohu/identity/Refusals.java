package io.xiaohu.identity;

import io.xiaohu.kernel.Problem;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Makes what the ledger refuses because of an account's safety say why and until when. */
@Service
public class Refusals {

    private final Freezes freezes;
    private final CoolDowns coolDowns;

    Refusals(Freezes freezes, CoolDowns coolDowns) {
        this.freezes = freezes;
        this.coolDowns = coolDowns;
    }

    /**
     * @param at when it was refused: a repeat is told what held then
     */
    public Problem explained(Problem problem, UUID customer, Instant at) {
        return coolDowns.explained(freezes.explained(problem, customer, at), customer, at);
    }
}
