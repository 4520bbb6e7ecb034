package io.xiaohu.kernel;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why something was refused or failed, before it is put in words: the reason with what its sentence
 * needs. {@link ProblemTexts} turns it into a {@link Failure} in one language.
 *
 * @param args what the sentence names: money, times and numbers are written by locale
 * @param money where the money is, when it differs from what the reason says
 * @param fields bad input, one entry a field
 * @param extra further members of the answer, such as {@code challenge} or {@code claimedBy}
 */
public record Problem(
        Reason reason,
        Map<String, Object> args,
        @Nullable MoneyState money,
        @Nullable Instant arrivesBy,
        @Nullable Instant answerBy,
        @Nullable SubjectRef subject,
        List<FieldProblem> fields,
        Map<String, Object> extra) {

    /**
     * One field that cannot be accepted.
     *
     * @param name the path of the field in the body, such as {@code amount.asset}
     * @param detail a sentence in the caller's language; empty means the reason's own sentence
     */
    public record FieldProblem(String name, String detail) {}

    public Problem {
        args = Map.copyOf(args);
        fields = List.copyOf(fields);
        extra = Map.copyOf(extra);
    }

    public static Problem of(Reason reason) {
        return new Problem(reason, Map.of(), null, null, null, null, List.of(), Map.of());
    }

    /** Adds what the sentence names. */
    public Problem with(String name, Object value) {
        return new Problem(
                reason,
                added(args, name, value),
                money,
                arrivesBy,
                answerBy,
                subject,
                fields,
                extra);
    }

    /** Adds a member to the answer beside the documented ones. */
    public Problem extra(String name, Object value) {
        return new Problem(
                reason,
                args,
                money,
                arrivesBy,
                answerBy,
                subject,
                fields,
                added(extra, name, value));
    }

    public Problem about(SubjectRef about) {
        return new Problem(reason, args, money, arrivesBy, answerBy, about, fields, extra);
    }

    public Problem money(MoneyState state) {
        return new Problem(reason, args, state, arrivesBy, answerBy, subject, fields, extra);
    }

    public Problem checkingUntil(Instant answer) {
        return new Problem(
                reason, args, MoneyState.CHECKING, arrivesBy, answer, subject, fields, extra);
    }

    public Problem arrivesBy(Instant arrival) {
        return new Problem(
                reason, args, MoneyState.ARRIVES_BY, arrival, answerBy, subject, fields, extra);
    }

    public Problem field(String name) {
        return field(name, "");
    }

    public Problem field(String name, String detail) {
        List<FieldProblem> all = new ArrayList<>(fields);
        all.add(new FieldProblem(name, detail));
        return new Problem(reason, args, money, arrivesBy, answerBy, subject, all, extra);
    }

    public ProblemException exception() {
        return new ProblemException(this);
    }

    private static Map<String, Object> added(Map<String, Object> map, String name, Object value) {
        Map<String, Object> all = new LinkedHashMap<>(map);
        all.put(name, value);
        return all;
    }
}
