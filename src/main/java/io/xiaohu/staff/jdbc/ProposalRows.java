package io.xiaohu.staff.jdbc;

import io.xiaohu.staff.Proposal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of proposals. */
@Repository
public class ProposalRows {

    private static final String COLUMNS =
            """
            select p.id, p.kind, p.target, p.customer_id, p.reason, p.evidence, p.checks,
                case when p.state = 'PROPOSED' and p.expires_at <= :now then 'EXPIRED'
                    else p.state end as state, p.expires_at,
                p.proposed_by, proposer.display_name as proposer, p.proposed_at,
                p.decided_by, decider.display_name as decider, p.decided_at, p.note
            from staff.proposal p
            join staff.member proposer on proposer.id = p.proposed_by
            left join staff.member decider on decider.id = p.decided_by
            """;

    private static final String FIND = COLUMNS + "where p.id = :id";

    private static final String LATEST_ABOUT =
            COLUMNS
                    + """
                    where p.kind = :kind
                    and p.target = :target
                    order by p.proposed_at desc, p.id desc
                    limit 1
                    """;

    private static final String LIST =
            COLUMNS
                    + """
                    where (p.state = 'PROPOSED' and p.expires_at > :now) = :open
                    and (:all or p.proposed_by = :member or p.kind = any(:kinds))
                    and (cast(:after as uuid) is null or (p.proposed_at, p.id) < (
                        select last.proposed_at, last.id
                        from staff.proposal last
                        where last.id = :after))
                    order by p.proposed_at desc, p.id desc
                    limit :most
                    """;

    private static final String WAITING =
            COLUMNS
                    + """
                    where p.state = 'PROPOSED'
                    and p.expires_at > :now
                    order by p.proposed_at desc, p.id desc
                    """;

    private static final String OPEN_ABOUT =
            COLUMNS
                    + """
                    where p.customer_id = :customer
                    and p.state = 'PROPOSED'
                    and p.expires_at > :now
                    order by p.proposed_at desc, p.id desc
                    """;

    /** Nothing is added while one about the same is open. */
    private static final String INSERT =
            """
            insert into staff.proposal (
                id, kind, target, customer_id, reason, evidence, checks, state, proposed_by,
                proposed_at, expires_at)
            values (
                :id, :kind, :target, :customer, :reason, :evidence, :checks, 'PROPOSED', :by, :at,
                :expires)
            on conflict (kind, target) where state = 'PROPOSED' do nothing
            """;

    /** Of two who decide at the same moment, one finds it decided. */
    private static final String DECIDE =
            """
            update staff.proposal
            set state = :state, decided_by = :by, decided_at = :at, note = :note
            where id = :id
            and state = 'PROPOSED'
            and expires_at > :at
            """;

    /** What is over makes place for another about the same. */
    private static final String EXPIRE =
            """
            update staff.proposal
            set state = 'EXPIRED'
            where kind = :kind
            and target = :target
            and state = 'PROPOSED'
            and expires_at <= :now
            """;

    private final JdbcClient sql;
    private final Clock clock;

    ProposalRows(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * @return false when one of this kind about the same target is open
     */
    public boolean insert(Proposal proposal) {
        sql.sql(EXPIRE)
                .param("kind", proposal.kind())
                .param("target", proposal.target())
                .param("now", proposal.proposedAt().atOffset(ZoneOffset.UTC))
                .update();
        return sql.sql(INSERT)
                        .param("id", proposal.id())
                        .param("kind", proposal.kind())
                        .param("target", proposal.target())
                        .param("customer", proposal.customerId())
                        .param("reason", proposal.reason())
                        .param("evidence", proposal.evidence())
                        .param("checks", proposal.checks().toArray(String[]::new))
                        .param("by", proposal.proposedBy().id())
                        .param("at", proposal.proposedAt().atOffset(ZoneOffset.UTC))
                        .param("expires", proposal.expiresAt().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /**
     * @return false when it was decided meanwhile, or is over
     */
    public boolean decide(
            UUID id, Proposal.State state, UUID by, OffsetDateTime at, @Nullable String note) {
        return sql.sql(DECIDE)
                        .param("id", id)
                        .param("state", state.name())
                        .param("by", by)
                        .param("at", at)
                        .param("note", note)
                        .update()
                == 1;
    }

    public Optional<Proposal> find(UUID id) {
        return sql.sql(FIND)
                .param("id", id)
                .param("now", OffsetDateTime.now(clock))
                .query(ProposalRows::read)
                .optional();
    }

    public Optional<Proposal> latestAbout(String kind, UUID target) {
        return sql.sql(LATEST_ABOUT)
                .param("kind", kind)
                .param("target", target)
                .param("now", OffsetDateTime.now(clock))
                .query(ProposalRows::read)
                .optional();
    }

    /** All that wait for a decision. */
    public List<Proposal> waiting() {
        return sql.sql(WAITING)
                .param("now", OffsetDateTime.now(clock))
                .query(ProposalRows::read)
                .list();
    }

    /**
     * Whose proposals a member sees.
     *
     * @param all everybody's
     * @param kinds of which they see others' as well
     */
    public record Seen(boolean all, UUID member, Collection<String> kinds) {}

    /**
     * @param after the last that was listed before; null for the first
     */
    public List<Proposal> list(Seen seen, boolean open, @Nullable UUID after, int most) {
        return sql.sql(LIST)
                .param("open", open)
                .param("all", seen.all())
                .param("member", seen.member())
                .param("kinds", seen.kinds().toArray(String[]::new))
                .param("after", after)
                .param("most", most)
                .param("now", OffsetDateTime.now(clock))
                .query(ProposalRows::read)
                .list();
    }

    public List<Proposal> openAbout(UUID customer) {
        return sql.sql(OPEN_ABOUT)
                .param("customer", customer)
                .param("now", OffsetDateTime.now(clock))
                .query(ProposalRows::read)
                .list();
    }

    private static Proposal read(ResultSet row, int n) throws SQLException {
        UUID decider = row.getObject("decided_by", UUID.class);
        OffsetDateTime decided = row.getObject("decided_at", OffsetDateTime.class);
        return new Proposal(
                row.getObject("id", UUID.class),
                row.getString("kind"),
                row.getObject("target", UUID.class),
                row.getObject("customer_id", UUID.class),
                row.getString("reason"),
                row.getString("evidence"),
                List.of((String[]) row.getArray("checks").getArray()),
                Proposal.State.valueOf(row.getString("state")),
                new Proposal.Person(
                        row.getObject("proposed_by", UUID.class), row.getString("proposer")),
                row.getObject("proposed_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                decider == null ? null : new Proposal.Person(decider, row.getString("decider")),
                decided == null ? null : decided.toInstant(),
                row.getString("note"));
    }
}
