package io.xiaohu.ledger.jdbc;

import io.xiaohu.kernel.IdempotentRequest;
import io.xiaohu.kernel.MoneyState;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.ledger.Balance;
import io.xiaohu.ledger.Ledger;
import io.xiaohu.ledger.LedgerCommand;
import io.xiaohu.ledger.LedgerCommand.Header;
import io.xiaohu.ledger.Leg;
import io.xiaohu.ledger.Outcome;
import io.xiaohu.ledger.PostingId;
import io.xiaohu.ledger.jdbc.writer.GroupCommit;
import io.xiaohu.ledger.jdbc.writer.Result;
import io.xiaohu.ledger.proof.OutgoingGate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The ledger as everybody calls it: commands go to the writer, and what was done before is answered
 * from the record, by the caller's own thread.
 */
@Component
class JdbcLedger implements Ledger {

    private final GroupCommit writer;
    private final OperationRecords records;
    private final CommitBell bell;
    private final OutgoingGate gate;

    JdbcLedger(GroupCommit writer, OperationRecords records, CommitBell bell, OutgoingGate gate) {
        this.writer = writer;
        this.records = records;
        this.bell = bell;
        this.gate = gate;
    }

    @Override
    public Outcome apply(LedgerCommand command) {
        requireNoTransaction();
        return outcome(command, writer.write(throughGate(command)));
    }

    @Override
    public List<BulkResult> applyEach(List<? extends LedgerCommand> commands) {
        requireNoTransaction();
        requireBounded(commands);
        List<Result> results = writer.writeEach(throughGate(commands));
        List<BulkResult> answers = new ArrayList<>(commands.size());
        for (int i = 0; i < commands.size(); i++) {
            answers.add(bulkResult(commands.get(i), results.get(i)));
        }
        return answers;
    }

    @Override
    public AtomicResult applyTogether(List<? extends LedgerCommand> commands) {
        requireNoTransaction();
        requireBounded(commands);
        requireOnceEach(commands);
        List<Result> results = writer.writeTogether(throughGate(commands));
        Map<PostingId, Outcome> outcomes = HashMap.newHashMap(commands.size());
        List<LedgerCommand> left = new ArrayList<>();
        for (int i = 0; i < commands.size(); i++) {
            LedgerCommand command = commands.get(i);
            if (results.get(i) instanceof Result.NotDone) {
                left.add(command);
                continue;
            }
            Outcome outcome = outcome(command, results.get(i));
            if (outcome instanceof Outcome.Refused refused) {
                return new AtomicResult.Refused(i, refused.problem());
            }
            outcomes.put(command.header().id(), outcome);
        }
        if (!left.isEmpty()) {
            // What was known had been posted with this content, so the rest decides.
            switch (applyTogether(left)) {
                case AtomicResult.Refused(int culprit, Problem problem) -> {
                    return new AtomicResult.Refused(commands.indexOf(left.get(culprit)), problem);
                }
                case AtomicResult.Done done ->
                        done.outcomes().forEach(outcome -> outcomes.put(outcome.id(), outcome));
            }
        }
        return new AtomicResult.Done(
                commands.stream()
                        .map(c -> Objects.requireNonNull(outcomes.get(c.header().id())))
                        .toList());
    }

    @Override
    public Outcome reverse(Header header, PostingId original) {
        requireNoTransaction();
        OperationRecords.Posted posted =
                records.posted(original)
                        .orElseThrow(() -> new IllegalArgumentException("no such posting"));
        List<Leg> back =
                posted.legs().stream()
                        .map(leg -> new Leg(leg.account(), leg.amount().negated()))
                        .toList();
        return apply(
                new LedgerCommand.Post(
                        header,
                        back,
                        List.of(),
                        new LedgerCommand.GivesBack(
                                original, posted.owner(), posted.amount(), true)));
    }

    @Override
    public Optional<Outcome> find(PostingId id, IdempotentRequest.@Nullable Digest content) {
        return records.find(id)
                .map(known -> {
                    if (content != null && !content.matches(known.requestDigest())) {
                        throw conflict(List.of("content"));
                    }
                    return repeat(known);
                });
    }

    private List<LedgerCommand> throughGate(List<? extends LedgerCommand> commands) {
        return commands.stream().map(this::throughGate).toList();
    }

    /** A withdrawal begun while the gate is closed is refused, and that is recorded. */
    private LedgerCommand throughGate(LedgerCommand command) {
        boolean leaves =
                command instanceof LedgerCommand.Reserve reserve
                        && reserve.purpose().equals("WITHDRAWAL");
        return leaves && gate.closedBecause().isPresent()
                ? new LedgerCommand.Refuse(command.header(), Problem.of(Reason.UNAVAILABLE))
                : command;
    }

    private BulkResult bulkResult(LedgerCommand command, Result result) {
        try {
            return new BulkResult.Done(outcome(command, result));
        } catch (RuntimeException why) {
            return new BulkResult.Failed(why);
        }
    }

    private Outcome outcome(LedgerCommand command, Result result) {
        return switch (result) {
            case Result.Fresh fresh -> {
                bell.ring();
                yield fresh.outcome();
            }
            case Result.Known known -> known(command.header());
            case Result.Failed failed -> throw failed.why();
            case Result.NotDone notDone -> throw new IllegalStateException("it was not done");
        };
    }

    /** What is done already, even when the database goes away before it can be read. */
    private Outcome known(Header header) {
        try {
            return repeat(header);
        } catch (DataAccessException away) {
            throw Problem.of(Reason.UNAVAILABLE).money(MoneyState.CHECKING).exception();
        }
    }

    private Outcome repeat(Header header) {
        OperationRecords.Known known = records.find(header.id()).orElseThrow();
        List<String> differs = differences(header, known);
        if (!differs.isEmpty()) {
            throw conflict(differs);
        }
        return repeat(known);
    }

    private Outcome repeat(OperationRecords.Known known) {
        if (known.refusal() != null) {
            return new Outcome.Refused(known.id(), known.at(), true, known.refusal());
        }
        List<Balance> balances = records.balancesAfter(known.id());
        return new Outcome.Posted(known.id(), known.at(), true, balances);
    }

    /**
     * What of the request is not as it was the first time. How a request was worked out may differ;
     * a step of a flow, which has no request, says all there is in its header.
     */
    private static List<String> differences(Header header, OperationRecords.Known known) {
        IdempotentRequest.Digest content = header.content();
        if (content != null && content.matches(known.requestDigest())) {
            return List.of();
        }
        List<String> differs = new ArrayList<>();
        note(differs, "owner", header.owner(), known.owner());
        note(differs, "kind", header.kind(), known.kind());
        note(differs, "amount", header.amount(), known.amount());
        note(differs, "reference", header.reference(), known.reference());
        note(differs, "counterparty", header.counterparty(), known.counterparty());
        note(differs, "memo", known.erased() ? null : header.memo(), known.memo());
        return content != null && differs.isEmpty() ? List.of("content") : differs;
    }

    private static void note(
            List<String> differs, String name, @Nullable Object now, @Nullable Object first) {
        if (!Objects.equals(now, first)) {
            differs.add(name);
        }
    }

    private static RuntimeException conflict(List<String> differs) {
        return Problem.of(Reason.IDEMPOTENCY_CONFLICT).extra("differs", differs).exception();
    }

    private static void requireBounded(List<?> commands) {
        if (commands.isEmpty() || commands.size() > MOST_IN_BULK) {
            throw new IllegalArgumentException("a bulk call has 1 to 10,000 commands");
        }
    }

    private static void requireOnceEach(List<? extends LedgerCommand> commands) {
        if (commands.stream().map(c -> c.header().id()).distinct().count() < commands.size()) {
            throw new IllegalArgumentException("what goes together names each id once");
        }
    }

    private static void requireNoTransaction() {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("the ledger commits by itself; call it outside one");
        }
    }
}
