package io.xiaohu.identity;

import io.xiaohu.identity.core.PhraseList;
import io.xiaohu.identity.jdbc.Device;
import io.xiaohu.identity.jdbc.PhraseRows;
import io.xiaohu.identity.jdbc.SecurityEvents;
import io.xiaohu.identity.jdbc.SecurityEvents.Kind;
import io.xiaohu.kernel.Keyring;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.notification.Notices;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The anti-phishing phrase: chosen by the customer, shown in our texts and on the wallet's chat
 * page, known to nobody else. No member of staff ever sees it, so none can be made to tell it.
 */
@Service
public class Phrases {

    private static final int OFFERED = 12;

    private final PhraseRows rows;
    private final StepUps stepUps;
    private final SecurityEvents timeline;
    private final Notices notices;
    private final Keyring keyring;
    private final TransactionTemplate transactions;

    Phrases(
            PhraseRows rows,
            StepUps stepUps,
            SecurityEvents timeline,
            Notices notices,
            Keyring keyring,
            TransactionTemplate transactions) {
        this.rows = rows;
        this.stepUps = stepUps;
        this.timeline = timeline;
        this.notices = notices;
        this.keyring = keyring;
        this.transactions = transactions;
    }

    /** The customer's own; only for answers to that customer. */
    public Optional<String> of(UUID customer) {
        return rows.of(customer);
    }

    /** A dozen to choose from, others each time. */
    public List<PhraseList.Choice> choices() {
        return PhraseList.some(OFFERED);
    }

    /**
     * Puts a phrase in the place of the one before, if any. Event and notice do not name it: they
     * are kept in the clear.
     *
     * @throws io.xiaohu.kernel.ProblemException BAD_INPUT when it is not of our list;
     *     STEP_UP_NEEDED with a challenge and its kin from {@link StepUps}
     */
    public void choose(
            UUID customer,
            String phrase,
            @Nullable UUID challengeId,
            @Nullable String proof,
            Device device) {
        if (!PhraseList.has(phrase)) {
            throw Problem.of(Reason.BAD_INPUT).field("phrase").exception();
        }
        stepUps.require(customer, act(customer, phrase), challengeId, proof);
        transactions.executeWithoutResult(status -> {
            rows.set(customer, phrase);
            timeline.note(customer, Kind.PHRASE_CHOSEN, device);
            notices.tell(customer, Kind.PHRASE_CHOSEN.name(), Map.of(), null);
        });
    }

    /**
     * Names the phrase by a keyed hash: an act is kept as a plain hash, and of sixty phrases one
     * finds out which it was made from.
     */
    private String act(UUID customer, String phrase) {
        byte[] named = ("phrase\n" + customer + "\n" + phrase).getBytes(StandardCharsets.UTF_8);
        byte[] mac = keyring.mac(Keyring.Purpose.VERIFICATION_CODE, named);
        return "choose the phrase " + HexFormat.of().formatHex(mac);
    }
}
