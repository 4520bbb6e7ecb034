package io.xiaohu.ledger.testing;

import java.util.List;

/**
 * A rule whose breaks a query finds.
 *
 * @param says what a break means
 * @param sql gives the first column of each break
 */
record Counted(String says, String sql) {

    static final List<Counted> ALL =
            List.of(
                    new Counted(
                            "an asset does not sum to zero",
                            """
                            select asset
                            from ledger.account
                            group by asset
                            having sum(posted) <> 0
                            """),
                    new Counted(
                            "a posting does not sum to zero",
                            """
                            select e.operation
                            from ledger.entry e
                            join ledger.account a on a.p = e.p and a.id = e.account
                            where e.operation is not null
                            group by e.operation, a.asset
                            having sum(e.amount) <> 0
                            """),
                    new Counted(
                            "a posting does not name its entries",
                            """
                            select o.id
                            from ledger.operation o
                            cross join lateral unnest(o.entry_accounts, o.entry_seqs)
                                as made (account, seq)
                            left join ledger.entry e
                                on e.p = ledger.partition_of(made.account)
                                and e.account = made.account
                                and e.seq = made.seq
                            where e.operation is distinct from o.id
                            """),
                    new Counted(
                            "an entry is named by no posting or by several",
                            """
                            select e.n || ' entries, named ' || o.n
                            from (select count(*) as n from ledger.entry
                                where operation is not null) e
                            cross join (select coalesce(sum(cardinality(entry_seqs)), 0) as n
                                from ledger.operation) o
                            where e.n <> o.n
                            """),
                    new Counted(
                            "a refusal moved something, or a posting nothing",
                            """
                            select id
                            from ledger.operation
                            where (outcome = 'POSTED') <> (cardinality(entry_seqs) > 0)
                            """),
                    new Counted(
                            "an account holds not what its holds add up to",
                            """
                            select a.id
                            from ledger.account a
                            left join (
                                select p, account, sum(amount) as held
                                from ledger.hold
                                where state = 'HELD'
                                group by p, account
                            ) h on h.p = a.p and h.account = a.id
                            where a.held <> coalesce(h.held, 0)
                            """),
                    new Counted(
                            "a hold has no reserve",
                            """
                            select h.id
                            from ledger.hold h
                            left join ledger.entry e
                                on e.p = h.p
                                and e.account = h.account
                                and e.operation = h.id
                                and e.step = 'RESERVE'
                                and e.held_change = h.amount
                            where e.operation is null
                            """),
                    new Counted(
                            "holds ended otherwise than entries say",
                            """
                            select h.account
                            from (
                                select account, count(*) as n, sum(amount) as amount,
                                    sum(captured) as captured
                                from ledger.hold
                                where state <> 'HELD'
                                group by account
                            ) h
                            full join (
                                select account, count(*) as n, -sum(held_change) as amount,
                                    -sum(amount) as captured
                                from ledger.entry
                                where step in ('CAPTURE', 'RELEASE', 'EXPIRE')
                                group by account
                            ) e on e.account = h.account
                            where (h.n, h.amount, h.captured)
                                is distinct from (e.n, e.amount, e.captured)
                            """),
                    new Counted(
                            "a counter is not what operations advanced it to",
                            """
                            select c.owner || ' ' || c.counter || ' ' || c.period
                            from ledger.allowance c
                            full join (
                                select o.p, o.owner, use ->> 'counter' as counter,
                                    use ->> 'period' as period, use ->> 'asset' as asset,
                                    sum((use ->> 'amount')::numeric) as used
                                from ledger.operation o
                                cross join jsonb_array_elements(o.allowances) as use
                                where o.outcome = 'POSTED'
                                group by 1, 2, 3, 4, 5
                            ) u using (p, owner, counter, period, asset)
                            where c.used is distinct from u.used
                            """));
}
