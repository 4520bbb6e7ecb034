package io.xiaohu.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.kernel.Asset;
import io.xiaohu.ledger.AccountRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Our books beside the simulated banks', read from outside the server. */
final class ChaosBooks implements AutoCloseable {

    private static final String UNDER_WAY =
            "select count(*) from funding.flow where next_at is not null";

    private static final String TO_COME =
            """
            select count(*)
            from jobs.scheduled_tasks
            where task_name = 'sandbox-bank-callback'
            """;

    /** What a bank carried out, and its fees, as they stand in our accounts. */
    private static final String AT_THE_BANK =
            """
            select coalesce(sum(case direction when 'TOP_UP' then -amount else amount end), 0)
            from funding.sandbox_order
            where channel = ?
            and outcome = 'DONE'
            """;

    private static final String CLEARING =
            """
            select coalesce(sum(posted), 0)
            from ledger.account
            where owner = ?
            and purpose = 'CLEARING'
            """;

    private static final String FEES =
            """
            select
                (select coalesce(sum(fee), 0) from funding.sandbox_order where outcome = 'DONE')
                - (select coalesce(sum(posted), 0) from ledger.account where purpose = 'FEES')
            """;

    private static final String OTHERWISE =
            """
            select f.id || ' ' || f.state || ' but ' || coalesce(o.outcome, 'unknown')
            from funding.flow f
            left join funding.sandbox_order o on o.id = f.id
            where (f.state in ('SUCCEEDED', 'PAID')) <> (o.outcome is not distinct from 'DONE')
            """;

    private static final String LIES =
            """
            select c.order_id || ' ' || c.said
            from funding.sandbox_callback c
            join funding.sandbox_order o on o.id = c.order_id
            where c.said <> case o.outcome when 'DONE' then 'DONE' else 'FAILED' end
            order by 1
            """;

    private static final String LISTED =
            "select flow_id || ' ' || said from funding.contradiction order by 1";

    private static final String HELD =
            "select count(*) from ledger.account where held <> 0 and purpose = 'WALLET'";

    private static final String IMPORTS_TO_COME =
            "select count(*) from funding.statement_import where state <> 'DONE'";

    private static final String DIFFER =
            """
            select kind || ' ' || order_id || ' ' || amount || ' ' || fee
            from funding.difference
            where state = 'OPEN'
            and kind <> 'CONTRADICTION'
            """;

    private static final String CONTRADICTIONS =
            """
            select flow_id || ' ' || said
            from funding.difference
            where kind = 'CONTRADICTION'
            and state = 'OPEN'
            order by 1
            """;

    private static final String UNEVEN =
            """
            select channel || ': ' || sum(theirs) || ' and ' || sum(ours)
            from funding.reconciled_day
            where version > 0
            group by channel
            having sum(theirs) <> sum(ours)
            or sum(their_fees) <> sum(our_fees)
            """;

    private static final String RECONCILED =
            """
            select channel || ' ' || day || ' v' || version || ' theirs ' || theirs || ' ours ' || ours
                || ' fees ' || their_fees || ' and ' || our_fees || ' lines '
                || (select coalesce(max(line_count), 0) from funding.channel_statement s
                    where s.channel = d.channel and s.day = d.day)
                || ' differences ' || (
                    select count(*) from funding.difference x where x.day_id = d.id)
            from funding.reconciled_day d
            order by 1
            """;

    private final SingleConnectionDataSource connection;
    private final JdbcClient sql;

    private ChaosBooks(SingleConnectionDataSource connection) {
        this.connection = connection;
        this.sql = JdbcClient.create(connection);
    }

    static ChaosBooks open(Path folder) throws IOException, SQLException {
        String url =
                Files.readString(folder.resolve("data/running.properties"))
                        .strip()
                        .replaceFirst("url=", "");
        return new ChaosBooks(
                new SingleConnectionDataSource(DriverManager.getConnection(url), true));
    }

    long underWay() {
        return number(UNDER_WAY);
    }

    long callbacksToCome() {
        return number(TO_COME);
    }

    void assertThatTheyAgreeWithTheBanks() {
        assertThat(texts(OTHERWISE)).as("flows that ended otherwise than at the bank").isEmpty();
        for (String channel : List.of("sandbox", "sandbox-b")) {
            UUID owner = AccountRef.clearing(channel, UUID.randomUUID(), Asset.CNY).owner();
            long ours = sql.sql(CLEARING).param(owner).query(Long.class).single();
            long theirs = sql.sql(AT_THE_BANK).param(channel).query(Long.class).single();
            assertThat(ours).as("cents between us and %s", channel).isEqualTo(theirs);
        }
        assertThat(number(FEES)).as("cents of fees").isZero();
        assertThat(number("select sum(posted) from ledger.account")).isZero();
        assertThat(number(HELD)).as("wallets with something held").isZero();
        assertThat(texts(LISTED)).as("contradictions").isEqualTo(texts(LIES));
    }

    long importsToCome() {
        return number(IMPORTS_TO_COME);
    }

    /** How each day came out. */
    String reconciled() {
        return texts(RECONCILED).toString();
    }

    /** Ours and theirs are even over all days; what is listed is what the banks lied. */
    void assertThatOnlyContradictionsAreOpen() {
        assertThat(texts(DIFFER)).as("differences").isEmpty();
        assertThat(texts(CONTRADICTIONS)).as("contradictions to look at").isEqualTo(texts(LIES));
        assertThat(texts(UNEVEN)).as("channels that are not even").isEmpty();
    }

    @Override
    public String toString() {
        return sql.sql(
                                "select state || ' ' || count(*) from funding.flow group by state"
                                        + " order by 1")
                        .query(String.class)
                        .list()
                + ", callbacks said "
                + number("select count(*) from funding.sandbox_callback")
                + ", contradictions listed "
                + number("select count(*) from funding.contradiction");
    }

    @Override
    public void close() {
        connection.destroy();
    }

    private long number(String query) {
        return sql.sql(query).query(Long.class).single();
    }

    private List<String> texts(String query) {
        return sql.sql(query).query((row, n) -> row.getString(1)).list();
    }
}
