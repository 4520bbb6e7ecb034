package io.xiaohu.ledger.proof.verify;

import static io.xiaohu.ledger.proof.verify.BreakFoundException.require;

import io.xiaohu.kernel.AuditHead;
import io.xiaohu.kernel.SigningKeys;
import io.xiaohu.ledger.jdbc.rows.LedgerJson;
import io.xiaohu.ledger.proof.LongRead;
import io.xiaohu.ledger.proof.Seal;
import io.xiaohu.ledger.proof.SealFiles;
import io.xiaohu.ledger.proof.SealTable;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Walks everything the ledger keeps, in one snapshot beside whatever is being booked, and ends at
 * the first break.
 */
@Component
public class Verification {

    private static final String EXPORT = "select pg_export_snapshot()";

    private static final String EXPECTED = "select coalesce(sum(seq), 0) from ledger.account";

    private final DataSource database;
    private final LedgerJson json;
    private final SealTable table;
    private final SealFiles files;
    private final SigningKeys keys;
    private final AuditHead audit;

    Verification(
            DataSource database,
            LedgerJson json,
            SealTable table,
            SealFiles files,
            SigningKeys keys,
            AuditHead audit) {
        this.database = database;
        this.json = json;
        this.table = table;
        this.files = files;
        this.keys = keys;
        this.audit = audit;
    }

    /**
     * What the walk came to. With a break, what was counted is what was walked before it.
     *
     * @param sealsWithoutFile how many seals of the database have no file in the data folder
     * @param owned what all accounts above zero hold, by asset; those below owe the same
     */
    public record Report(
            @Nullable String firstBreak,
            long postings,
            long entries,
            long accounts,
            int seals,
            int sealsWithoutFile,
            Map<String, String> owned) {

        public boolean ok() {
            return firstBreak == null;
        }
    }

    /**
     * @param progress told once a second how far it is
     */
    public Report verify(PrintStream progress) {
        Tallies tallies = new Tallies();
        // Files first: what is sealed while the database is read has no place in this walk.
        SortedMap<Long, Seal> outside;
        List<Seal> seals = List.of();
        @Nullable String firstBreak = null;
        int withoutFile = 0;
        try {
            outside = files.all();
            seals = table.all();
            withoutFile =
                    (int) seals.stream().filter(s -> !outside.containsKey(s.number())).count();
            new SealCheck(keys, audit).check(seals, outside);
            walk(seals, tallies, progress);
        } catch (BreakFoundException found) {
            firstBreak = found.sentence();
        } catch (SealFiles.UnreadableException found) {
            firstBreak = found.getMessage();
        } catch (SQLException e) {
            throw new IllegalStateException("the database stopped answering", e);
        }
        return new Report(
                firstBreak,
                tallies.postings(),
                tallies.entries(),
                tallies.accounts(),
                seals.size(),
                withoutFile,
                tallies.totals().owned());
    }

    private void walk(List<Seal> seals, Tallies tallies, PrintStream progress) throws SQLException {
        try (Connection main = database.getConnection();
                Connection beside = database.getConnection()) {
            try {
                walk(main, beside, seals, tallies, progress);
            } catch (BreakFoundException found) {
                main.abort(Runnable::run);
                beside.abort(Runnable::run);
                throw found;
            }
        }
    }

    private void walk(
            Connection main,
            Connection beside,
            List<Seal> seals,
            Tallies tallies,
            PrintStream progress)
            throws SQLException {
        begin(main);
        begin(beside);
        share(main, beside);
        try (var settings = main.createStatement()) {
            settings.execute(LongRead.SETTINGS);
        }
        SealWalk trees = new SealWalk(seals);
        Progress told = new Progress(progress, new Question(main).number(EXPECTED));
        CopyRows entries = new CopyRows(main, EntryRow.QUERY);
        CopyRows accounts = new CopyRows(beside, AccountRow.QUERY);
        new EntryWalk(accounts, entries, json, trees, tallies, told).walk();
        trees.requireRoots();
        told.say("entries done, now operations and events");
        new OperationWalk(main, tallies).walk();
        new EventWalk(main, tallies).walk();
        Counters.check(main);
        tallies.totals().requireZero();
        main.rollback();
        beside.rollback();
    }

    private static void begin(Connection connection) throws SQLException {
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    }

    private static void share(Connection from, Connection to) throws SQLException {
        try (var export = from.createStatement();
                ResultSet row = export.executeQuery(EXPORT);
                var take = to.createStatement()) {
            row.next();
            String snapshot = row.getString(1);
            require(snapshot.matches("[0-9A-F-]+"), "The database shares no snapshot.");
            take.execute("set transaction snapshot '" + snapshot + "'");
        }
    }
}
