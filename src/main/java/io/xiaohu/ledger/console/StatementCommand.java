package io.xiaohu.ledger.console;

import io.xiaohu.kernel.OperatorMistake;
import io.xiaohu.ledger.AccountStatements;
import io.xiaohu.ledger.AccountStatements.Account;
import io.xiaohu.ledger.AccountStatements.Line;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code ledger statement}: the changes of an account, in the order they were booked. */
@Command(name = "statement", description = "the changes of an account, in order")
public final class StatementCommand extends LedgerConsole {

    private static final int MOST = 1_000;

    @Mixin private WhichAccount which = new WhichAccount();

    @Mixin private Period period = new Period();

    @Option(
            names = "--after",
            paramLabel = "NUMBER",
            description = "go on after this entry, as the answer before said")
    private long after;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "at most so many (1 to 1000, default ${DEFAULT-VALUE})")
    private int limit;

    @Override
    public int run(Opened opened) {
        if (limit < 1 || limit > MOST) {
            throw new OperatorMistake("--limit is 1 to " + MOST + ".");
        }
        AccountStatements statements = opened.get(AccountStatements.class);
        Account account = which.one(statements);
        List<Line> more =
                statements.lines(account, period.beginning(), period.end(), after, limit + 1);
        boolean goesOn = more.size() > limit;
        List<Line> lines = goesOn ? more.subList(0, limit) : more;
        if (asJson()) {
            ObjectNode answer = JSON.createObjectNode();
            answer.put("account", account.id().toString()).put("asset", account.asset().name());
            ArrayNode entries = answer.putArray("entries");
            lines.forEach(line -> write(line, entries.addObject()));
            answer.put("next", goesOn ? (Long) lines.getLast().seq() : null);
            print(answer, opened.out());
        } else {
            lines.forEach(line -> opened.out().println(written(line)));
            if (goesOn) {
                opened.out().println("There is more: --after " + lines.getLast().seq());
            }
        }
        return 0;
    }

    private static void write(Line line, ObjectNode node) {
        node.put("seq", line.seq())
                .put("bookedAt", line.bookedAt().toString())
                .put("step", line.step())
                .put("kind", line.kind())
                .put("amount", line.amount().amount())
                .put("heldChange", line.heldChange().amount())
                .put("total", line.after().total().amount())
                .put("held", line.after().held().amount())
                .put("operation", line.operation() == null ? null : line.operation().toString())
                .put("reference", line.reference())
                .put("memo", line.memo())
                .put(
                        "counterparty",
                        line.counterparty() == null ? null : line.counterparty().toString());
    }

    private static String written(Line line) {
        return "%d  %s  %s %s  %s  held %s  total %s%s"
                .formatted(
                        line.seq(),
                        line.bookedAt(),
                        line.step(),
                        line.kind() == null ? "" : line.kind(),
                        line.amount().amount(),
                        line.heldChange().amount(),
                        line.after().total().amount(),
                        line.memo() == null ? "" : "  " + line.memo());
    }
}
