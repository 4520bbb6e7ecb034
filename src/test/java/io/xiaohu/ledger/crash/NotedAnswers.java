package io.xiaohu.ledger.crash;

import io.xiaohu.ledger.Ledger;
import io.xiaohu.ledger.LedgerCommand;
import io.xiaohu.ledger.Outcome;
import io.xiaohu.ledger.PostingId;
import io.xiaohu.ledger.model.LaneTarget;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Passes commands on and notes each answer: {@code id POSTED}, {@code id REFUSED} or what failed.
 */
record NotedAnswers(LaneTarget to, Consumer<String> note) implements LaneTarget {

    @Override
    public Outcome apply(LedgerCommand command) {
        return noted(() -> to.apply(command));
    }

    @Override
    public Outcome reverse(LedgerCommand.Header header, PostingId original) {
        return noted(() -> to.reverse(header, original));
    }

    @Override
    public List<Ledger.BulkResult> applyEach(List<LedgerCommand> commands) {
        return to.applyEach(commands);
    }

    @Override
    public Ledger.AtomicResult applyTogether(List<LedgerCommand> commands) {
        return to.applyTogether(commands);
    }

    @Override
    public void freeze(UUID owner, @Nullable String as) {
        to.freeze(owner, as);
    }

    @Override
    public boolean sendsAgain() {
        return to.sendsAgain();
    }

    private Outcome noted(Supplier<Outcome> call) {
        try {
            Outcome outcome = call.get();
            note.accept(
                    outcome.id() + (outcome instanceof Outcome.Posted ? " POSTED" : " REFUSED"));
            return outcome;
        } catch (RuntimeException failed) {
            note.accept("- " + failed.getClass().getSimpleName());
            throw failed;
        }
    }
}
