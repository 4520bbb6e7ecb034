package io.xiaohu.wallet;

import io.xiaohu.kernel.Asset;
import io.xiaohu.kernel.Money;
import io.xiaohu.ledger.AccountRef;
import io.xiaohu.ledger.AccountStatements;
import io.xiaohu.ledger.AccountStatements.DaySum;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** What came and went in a month, as the books have it. */
@Service
public class BillMonths {

    /** Every kind a month can name; each has its words in the wallet and in statements. */
    public static final List<String> KINDS =
            List.of(
                    "TOP_UP",
                    "TOP_UP_BACK",
                    "WITHDRAWAL",
                    "WITHDRAWAL_BACK",
                    "TRANSFER_OUT",
                    "TRANSFER_IN",
                    "TRANSFER_BACK_OUT",
                    "TRANSFER_BACK_IN",
                    "PAYMENT",
                    "REFUND",
                    "ADJUSTMENT");

    private final AccountStatements statements;

    BillMonths(AccountStatements statements) {
        this.statements = statements;
    }

    /**
     * A month in sums.
     *
     * @param days every day of the month
     * @param kinds those there were
     */
    public record BillMonth(
            String month, Money in, Money out, List<Day> days, List<OfKind> kinds) {}

    /** What came and went on a day. */
    public record Day(LocalDate day, Money in, Money out) {}

    /**
     * How much moved of one kind, and how often.
     *
     * @param kind as in {@link io.xiaohu.kernel.Movement#kind}; what a bank sent or took back is of
     *     a kind of its own
     */
    public record OfKind(String kind, Money amount, long count) {}

    public BillMonth month(UUID customer, YearMonth month, Asset asset) {
        List<DaySum> sums =
                statements
                        .account(AccountRef.wallet(customer, asset).id())
                        .map(account ->
                                statements.daySums(
                                        account, month.atDay(1), month.plusMonths(1).atDay(1)))
                        .orElse(List.of());
        Money none = Money.zero(asset);
        Map<LocalDate, Day> days = new TreeMap<>();
        Map<String, OfKind> kinds = new TreeMap<>();
        for (int n = 1; n <= month.lengthOfMonth(); n++) {
            days.put(month.atDay(n), new Day(month.atDay(n), none, none));
        }
        Money in = none;
        Money out = none;
        for (DaySum sum : sums) {
            in = in.plus(sum.in());
            out = out.plus(sum.out());
            days.merge(sum.day(), new Day(sum.day(), sum.in(), sum.out()), BillMonths::both);
            OfKind more = new OfKind(kind(sum), sum.in().plus(sum.out()), sum.count());
            kinds.merge(more.kind(), more, BillMonths::both);
        }
        return new BillMonth(
                month.toString(),
                in,
                out,
                new ArrayList<>(days.values()),
                new ArrayList<>(kinds.values()));
    }

    /**
     * A transfer is one thing to who sent it and another to who got it. A withdrawal that came back
     * is not a withdrawal once more, nor is a top-up that was taken back another one.
     */
    public static String kind(String booked, boolean came) {
        return switch (booked) {
            case "TRANSFER", "TRANSFER_ARRIVAL" -> came ? "TRANSFER_IN" : "TRANSFER_OUT";
            case "TRANSFER_BACK" -> came ? "TRANSFER_BACK_IN" : "TRANSFER_BACK_OUT";
            case "WITHDRAWAL" -> came ? "WITHDRAWAL_BACK" : booked;
            case "TOP_UP" -> came ? booked : "TOP_UP_BACK";
            default -> booked;
        };
    }

    private static String kind(DaySum sum) {
        return kind(sum.kind(), sum.in().isPositive());
    }

    private static Day both(Day one, Day other) {
        return new Day(one.day(), one.in().plus(other.in()), one.out().plus(other.out()));
    }

    private static OfKind both(OfKind one, OfKind other) {
        return new OfKind(
                one.kind(), one.amount().plus(other.amount()), one.count() + other.count());
    }
}
