package io.xiaohu.ledger.proof.verify;

import static io.xiaohu.ledger.proof.verify.BreakFoundException.require;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/** Walks the events: numbered without gaps in each partition, telling of every entry once. */
final class EventWalk {

    private static final String EVENTS =
            """
            select p, number, accounts, first_seqs, last_seqs
            from ledger.event
            order by p, number
            """;

    private static final String NOT_AT_ITS_HEAD =
            """
            select head.p, head.number, coalesce(max(event.number), 0)
            from ledger.event_head head
            left join ledger.event event on event.p = head.p
            group by head.p, head.number
            having head.number <> coalesce(max(event.number), 0)
            order by head.p
            limit 1
            """;

    private static final String NOT_TOLD_ONCE =
            """
            with told as (
                select account, first_seq, last_seq, event.p, event.number,
                    coalesce(
                        lag(last_seq) over (partition by account order by first_seq, number),
                        0) as before
                from ledger.event event
                cross join lateral unnest(event.accounts, event.first_seqs, event.last_seqs)
                    as made (account, first_seq, last_seq)
            )
            select p, number, account, before + 1
            from told
            where first_seq <> before + 1
            order by p, number
            limit 1
            """;

    private final Connection connection;
    private final Tallies tallies;
    private int partition = -1;
    private long number;
    private long told;

    EventWalk(Connection connection, Tallies tallies) {
        this.connection = connection;
        this.tallies = tallies;
    }

    /** Goes over all of them, after the entries were walked. */
    void walk() throws SQLException {
        CopyRows rows = new CopyRows(connection, EVENTS);
        while (rows.next()) {
            read(rows);
        }
        Question ask = new Question(connection);
        ask.requireNone(
                NOT_AT_ITS_HEAD, "Partition %s has counted %s events, but its last one is %s.");
        if (!tallies.eventsTellExactlyTheEntries()) {
            ask.requireNone(
                    NOT_TOLD_ONCE,
                    "Event %2$s of partition %1$s does not go on at entry %4$s of account %3$s.");
            throw new BreakFoundException("The events do not tell of every entry once.");
        }
    }

    private void read(CopyRows rows) {
        int p = rows.smallint();
        long next = rows.bigint();
        number = p == partition ? number + 1 : 1;
        partition = p;
        require(next == number, "Event %d of partition %d is missing.", number, p);
        UUID[] accounts = rows.uuids();
        long[] first = rows.bigints();
        long[] last = rows.bigints();
        for (int i = 0; i < accounts.length; i++) {
            told += last[i] - first[i] + 1;
            require(
                    first[i] <= last[i] && told > 0 && told <= tallies.entries(),
                    "Event %d of partition %d tells of entries there are not.",
                    number,
                    p);
            for (long seq = first[i]; seq <= last[i]; seq++) {
                tallies.told(accounts[i], seq);
            }
        }
    }
}
