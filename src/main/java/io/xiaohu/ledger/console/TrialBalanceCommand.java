package io.xiaohu.ledger.console;

import io.xiaohu.kernel.Asset;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code ledger trial-balance}: what the accounts come to, which is zero for each asset. */
@Command(name = "trial-balance", description = "totals by purpose and asset; they sum to zero")
public final class TrialBalanceCommand extends LedgerConsole {

    @Override
    public int run(Opened opened) {
        List<BookReads.Sum> sums = opened.get(BookReads.class).trialBalance();
        Map<String, BigInteger> totals = new TreeMap<>();
        sums.forEach(sum -> totals.merge(sum.asset(), sum.posted(), BigInteger::add));
        boolean ok = totals.values().stream().allMatch(total -> total.signum() == 0);
        if (asJson()) {
            ObjectNode answer = JSON.createObjectNode().put("ok", ok);
            ArrayNode rows = answer.putArray("rows");
            sums.forEach(sum -> write(sum, rows.addObject()));
            ObjectNode whole = answer.putObject("totals");
            totals.forEach((asset, total) -> whole.put(asset, decimal(total, asset)));
            print(answer, opened.out());
        } else {
            for (BookReads.Sum sum : sums) {
                opened.out()
                        .printf(
                                "%-5s %-9s %10d accounts  posted %s  held %s%n",
                                sum.asset(),
                                sum.purpose(),
                                sum.accounts(),
                                decimal(sum.posted(), sum.asset()),
                                decimal(sum.held(), sum.asset()));
            }
            totals.forEach((asset, total) ->
                    opened.out().printf("%-5s total %s%n", asset, decimal(total, asset)));
        }
        return ok ? 0 : FOUND_WRONG;
    }

    private static void write(BookReads.Sum sum, ObjectNode node) {
        node.put("asset", sum.asset())
                .put("purpose", sum.purpose())
                .put("accounts", sum.accounts())
                .put("posted", decimal(sum.posted(), sum.asset()))
                .put("held", decimal(sum.held(), sum.asset()));
    }

    private static String decimal(BigInteger minor, String asset) {
        return new BigDecimal(minor, Asset.valueOf(asset).scale()).toPlainString();
    }
}
