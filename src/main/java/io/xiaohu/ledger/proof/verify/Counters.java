package io.xiaohu.ledger.proof.verify;

import java.sql.Connection;
import java.sql.SQLException;

/** What is no history but must fit it: holds, allowances, sums given back. */
final class Counters {

    private static final String HOLD_OF_NOTHING =
            """
            select h.id
            from ledger.hold h
            left join ledger.account a
                on a.p = ledger.partition_of(h.account)
                and a.id = h.account
            left join ledger.operation o on o.p = h.p and o.id = h.id
            where a.id is null
            or o.id is null
            or o.amount <> h.amount
            or h.captured not between 0 and h.amount
            or (h.state = 'CAPTURED') <> (h.captured > 0)
            order by h.p, h.id
            limit 1
            """;

    private static final String BELOW_ZERO =
            """
            select counter, period, owner, used
            from ledger.allowance
            where used < 0
            order by p, owner, counter, period
            limit 1
            """;

    private static final String TOO_MUCH_GIVEN_BACK =
            """
            select g.id, g.given, g.amount, o.amount
            from ledger.given_back g
            left join ledger.operation o on o.p = g.p and o.id = g.id and o.outcome = 'POSTED'
            where o.id is null
            or g.amount <> o.amount
            or g.given not between 1 and o.amount
            order by g.p, g.id
            limit 1
            """;

    private Counters() {}

    static void check(Connection connection) throws SQLException {
        Question ask = new Question(connection);
        ask.requireNone(HOLD_OF_NOTHING, "Hold %s does not fit its operation and its account.");
        ask.requireNone(BELOW_ZERO, "The counter %s for %s of %s stands at %s, below zero.");
        ask.requireNone(
                TOO_MUCH_GIVEN_BACK,
                "Of posting %s, %s of %s minor units were given back, but it was about %s.");
    }
}
