package io.xiaohu.ledger.model;

import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.ProblemException;
import io.xiaohu.kernel.Reason;
import io.xiaohu.ledger.Allowance;
import io.xiaohu.ledger.Balance;
import io.xiaohu.ledger.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What a command comes to, in a form that the model's and the writer's can be compared in. */
sealed interface Answer {

    /** Done, with the owner's balances after it, one for each account it touched. */
    record Done(List<Balance> balances) implements Answer {}

    /** Refused and recorded. */
    record No(Reason reason, Map<String, Object> args) implements Answer {
        static No of(Reason reason) {
            return new No(reason, Map.of());
        }
    }

    /** The id was used with other content. */
    record Conflict(List<String> differs) implements Answer {}

    /** A mistake of whoever sent it; it leaves no trace. */
    record Mistake(Class<?> kind) implements Answer {}

    /** Whether it is kept under its id. */
    default boolean isKept() {
        return this instanceof Done || this instanceof No;
    }

    static No notEnough(Money available, Money missing) {
        return new No(
                Reason.INSUFFICIENT_BALANCE, Map.of("available", available, "missing", missing));
    }

    static No overCap(
            Allowance.Period period,
            Reason reason,
            Money cap,
            Money used,
            Money left,
            Instant resetsAt) {
        return new No(
                reason,
                Map.of(
                        "cap", cap,
                        "used", used,
                        "left", left,
                        "resetsAt", resetsAt,
                        "case", period.name()));
    }

    static Answer of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Posted posted -> new Done(posted.balances());
            case Outcome.Refused refused ->
                    new No(refused.problem().reason(), refused.problem().args());
        };
    }

    /**
     * @throws RuntimeException the same one when it says nothing about the command, such as that
     *     the database is away
     */
    static Answer of(RuntimeException failed) {
        if (failed instanceof ProblemException problem
                && problem.problem().reason() == Reason.IDEMPOTENCY_CONFLICT
                && problem.problem().extra().get("differs") instanceof List<?> differs) {
            return new Conflict(differs.stream().map(Object::toString).toList());
        }
        if (failed instanceof ProblemException || failed instanceof AbandonedException) {
            throw failed;
        }
        return new Mistake(failed.getClass());
    }
}
