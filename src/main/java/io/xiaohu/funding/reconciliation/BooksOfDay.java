package io.xiaohu.funding.reconciliation;

import io.xiaohu.funding.Direction;
import io.xiaohu.kernel.Asset;
import io.xiaohu.ledger.AccountRef;
import io.xiaohu.ledger.AccountStatements;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/**
 * What the ledger booked for a channel on a day: every change of its clearing accounts in CNY, with
 * the fee the same posting earned. It is the ledger that is read, never the rows of flows.
 */
@Component
class BooksOfDay {

    private static final int AT_ONCE = 2_000;

    /** Any owner does: it names the system's account, which has one in each partition. */
    private static final UUID ANY = new UUID(0, 0);

    private final AccountStatements accounts;

    BooksOfDay(AccountStatements accounts) {
        this.accounts = accounts;
    }

    /**
     * One posting.
     *
     * @param item as money in or out of the channel
     */
    record Booked(UUID posting, Matching.Item item) {}

    List<Booked> read(String channel, LocalDate day, ZoneId zone) {
        Instant from = day.atStartOfDay(zone).toInstant();
        Instant to = day.plusDays(1).atStartOfDay(zone).toInstant();
        List<AccountStatements.Line> moves = new ArrayList<>();
        each(AccountRef.clearing(channel, ANY, Asset.CNY), from, to, moves::add);
        if (moves.isEmpty()) {
            return List.of();
        }
        Map<UUID, Long> fees = new HashMap<>();
        each(
                AccountRef.fees(ANY, Asset.CNY),
                from,
                to,
                line -> fees.merge(posting(line), line.amount().minor(), Math::addExact));
        return moves.stream().map(line -> booked(line, fees)).toList();
    }

    private void each(
            AccountRef ref, Instant from, Instant to, Consumer<AccountStatements.Line> what) {
        for (AccountStatements.Account account : accounts.accountsOf(ref.owner())) {
            if (account.purpose() != ref.purpose() || account.asset() != ref.asset()) {
                continue;
            }
            long after = 0;
            List<AccountStatements.Line> lines;
            do {
                lines = accounts.lines(account, from, to, after, AT_ONCE);
                for (AccountStatements.Line line : lines) {
                    after = line.seq();
                    if (!line.amount().isZero() && line.operation() != null) {
                        what.accept(line);
                    }
                }
            } while (lines.size() == AT_ONCE);
        }
    }

    /** What comes into the channel for us is a debit of its clearing account. */
    private static Booked booked(AccountStatements.Line line, Map<UUID, Long> fees) {
        UUID posting = posting(line);
        return new Booked(
                posting,
                new Matching.Item(
                        order(line, posting),
                        line.amount().isNegative() ? Direction.TOP_UP : Direction.WITHDRAWAL,
                        line.amount().abs().minor(),
                        fees.getOrDefault(posting, 0L)));
    }

    /** A flow's postings refer to it; what refers to something else stands for itself. */
    private static UUID order(AccountStatements.Line line, UUID posting) {
        String reference = line.reference();
        try {
            return reference == null ? posting : UUID.fromString(reference);
        } catch (IllegalArgumentException noFlow) {
            return posting;
        }
    }

    private static UUID posting(AccountStatements.Line line) {
        if (line.operation() == null) {
            throw new IllegalStateException("money moved by nothing");
        }
        return line.operation().value();
    }
}
