package io.xiaohu.support.tools;

import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Failure;
import io.xiaohu.kernel.ProblemException;
import io.xiaohu.kernel.ProblemTexts;
import io.xiaohu.support.ConversationActs;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One act on many conversations, each behind a savepoint of its own: what one refuses does not hold
 * the others up, and all that are done are committed together with the answer that says so.
 */
@Service
public class BulkActs {

    private final ConversationActs acts;
    private final TransactionTemplate savepoints;

    BulkActs(ConversationActs acts, PlatformTransactionManager manager) {
        this.acts = acts;
        this.savepoints = new TransactionTemplate(manager);
        this.savepoints.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /**
     * What came of one.
     *
     * @param refused why not; null when it is done
     */
    public record Outcome(UUID id, @Nullable Failure refused) {}

    /**
     * Conversations are held in the order of their ids, so that two who do this at once do not wait
     * for each other.
     *
     * @param act one that says nothing to the customer by itself
     */
    @Transactional
    public List<Outcome> run(Caller.Staff me, List<UUID> ids, Act act, Locale locale) {
        return ids.stream().distinct().sorted().map(id -> one(me, id, act, locale)).toList();
    }

    private Outcome one(Caller.Staff me, UUID id, Act act, Locale locale) {
        try {
            savepoints.executeWithoutResult(
                    status -> acts.run(me, id, List.of(act), "", null, Map.of("bulk", "true")));
            return new Outcome(id, null);
        } catch (ProblemException refused) {
            return new Outcome(id, ProblemTexts.render(refused.problem(), locale));
        }
    }
}
