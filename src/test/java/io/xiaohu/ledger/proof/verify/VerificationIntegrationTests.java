package io.xiaohu.ledger.proof.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.kernel.Asset;
import io.xiaohu.kernel.Ids;
import io.xiaohu.ledger.AccountFreezes;
import io.xiaohu.ledger.AccountRef;
import io.xiaohu.ledger.Ledger;
import io.xiaohu.ledger.PostingId;
import io.xiaohu.ledger.core.Chain;
import io.xiaohu.ledger.jdbc.rows.LedgerJson;
import io.xiaohu.ledger.proof.Sealing;
import io.xiaohu.testing.LedgerActs;
import io.xiaohu.testing.OwnLedger;
import io.xiaohu.testing.Tampering;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Whatever the database's owner changes is found and named. */
@OwnLedger
class VerificationIntegrationTests {

    @Autowired private Ledger ledger;
    @Autowired private AccountFreezes freezes;
    @Autowired private TransactionTemplate transactions;
    @Autowired private Verification verification;
    @Autowired private Sealing sealing;
    @Autowired private LedgerJson json;
    @Autowired private JdbcClient sql;

    @Value("${spring.datasource.url}")
    private String url = "";

    private final UUID alice = Ids.next();
    private final UUID bob = Ids.next();
    private PostingId second = new PostingId(alice);

    @BeforeEach
    void someHistory() {
        LedgerActs acts = new LedgerActs(ledger);
        acts.fund(alice, 100_000);
        acts.transfer(alice, bob, 1_000, "first");
        second = acts.transfer(alice, bob, 2_000, "second");
        acts.reserve(alice, 500);
        transactions.executeWithoutResult(status -> freezes.freeze(alice, false));
        transactions.executeWithoutResult(status -> freezes.unfreeze(alice));
        acts.transfer(bob, alice, 300, null);
    }

    @Test
    void whatWasBookedVerifiesWithItsSealsAndWithAnErasedMemo() {
        sealing.seal();
        new LedgerActs(ledger).transfer(alice, bob, 5, "after the seal");
        sql.sql("select ledger.erase_text(ledger.partition_of(:id), :id)")
                .param("id", second.value())
                .query(row -> {});
        Verification.Report report = verify();
        assertThat(report.firstBreak()).isNull();
        assertThat(report.seals()).isPositive();
        assertThat(report.sealsWithoutFile()).isZero();
        assertThat(report.entries()).isGreaterThanOrEqualTo(13);
        assertThat(report.postings()).isGreaterThanOrEqualTo(6);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    update ledger.entry set amount = amount - 1 where account = :a and seq = 2 | Entry 2 of account :a leaves a balance
                    update ledger.entry set amount = amount - 1, posted_after = posted_after - 1 where account = :a and seq = 2 | Entry 2 of account :a is not what was booked
                    delete from ledger.entry where account = :a and seq = 3 | Entry 3 of account :a is missing
                    delete from ledger.entry where account = :a and seq = 8 | entry 8 is missing
                    update ledger.entry set seq = case seq when 2 then 3 when 3 then 2 end + 100 where account = :a and seq in (2, 3) | Entry 2 of account :a is missing
                    update ledger.entry set booked_at = booked_at + interval '1 microsecond' where account = :a and seq = 2 | Operation
                    update ledger.entry set booked_at = booked_at - interval '1 hour' where account = :a and seq = 5 | Entry 5 of account :a was booked at
                    update ledger.entry set step = 'UNFREEZE' where account = :a and seq = 5 | Entry 5 of account :a is not what was booked
                    update ledger.account set posted = posted + 1 where id = :a | Account :a has balance
                    update ledger.account set held = held - 1 where id = :a | Account :a has held balance
                    update ledger.account set frozen = 'ALL' where id = :a | Account :a has freeze ALL
                    update ledger.account set owner = gen_random_uuid() where id = :b | Account :b is not
                    update ledger.account set floor = null where id = :b | another floor
                    delete from ledger.account where id = :b | of account :b, which is missing
                    update ledger.operation set memo = 'third' where id = :o | is not what was booked
                    update ledger.operation set metadata = '{"device":"other"}' where id = :o | is not what was booked
                    update ledger.operation set counterparty = owner where id = :o | is not what was booked
                    delete from ledger.operation where id = :o | belongs to operation :o, which is missing
                    update ledger.operation set entry_seqs = array_append(entry_seqs[1:1], cast(900 as bigint)) where id = :o | Operation :o names entry 900
                    update ledger.operation set entry_seqs = entry_seqs[1:1], entry_accounts = entry_accounts[1:1] where id = :o | Operation :o does not name its entry
                    update ledger.hold set amount = amount - 1 where account = :a | The open holds on account :a
                    delete from ledger.hold where account = :a | The open holds on account :a
                    update ledger.event set number = number + 1 where p = ledger.partition_of(:a) and number = (select max(number) from ledger.event where p = ledger.partition_of(:a)) | of partition
                    update ledger.event_head set number = number + 1 where p = ledger.partition_of(:a) | has counted
                    """)
    void everyChangeIsFoundAndNamed(String change, String named) throws Exception {
        new LedgerActs(ledger).transfer(alice, bob, 7, null);
        try (Tampering owner = new Tampering(url)) {
            owner.change(filledIn(change, true));
            assertThat(verify().firstBreak()).contains(filledIn(named, false));
        }
        assertThat(verify().firstBreak()).isNull();
    }

    @Test
    void anEventThatTellsOfOtherEntriesIsFound() throws Exception {
        String events =
                " from ledger.event where p = ledger.partition_of("
                        + quoted(wallet(alice))
                        + ") and "
                        + quoted(wallet(alice))
                        + " = any (accounts)";
        try (Tampering owner = new Tampering(url)) {
            owner.change(
                    "update ledger.event set first_seqs[1] = first_seqs[1] + 1,"
                            + " last_seqs[1] = last_seqs[1] + 1 where (p, number) = (select p,"
                            + " min(number)"
                            + events
                            + " group by p)");
            assertThat(verify().firstBreak()).contains("does not go on at entry");
        }
    }

    @Test
    void twoEntriesThatChangedPlacesAreFound() throws Exception {
        try (Tampering owner = new Tampering(url)) {
            String of = " where account = " + quoted(wallet(alice)) + " and seq = ";
            owner.change("update ledger.entry set seq = 1000" + of + 2);
            owner.change("update ledger.entry set seq = 2" + of + 3);
            owner.change("update ledger.entry set seq = 3" + of + 1000);
            assertThat(verify().firstBreak()).contains("Entry 2 of account " + wallet(alice));
        }
    }

    @Test
    void aWholeChainMadeAnewAfterASealIsFound() throws Exception {
        sealing.seal();
        try (Tampering owner = new Tampering(url)) {
            owner.change(
                    filledIn("update ledger.operation set memo = 'third' where id = :o", true));
            chainAnew(owner.connection());
            assertThat(verify().firstBreak()).contains("history before it was rewritten");
            owner.run("delete from ledger.seal");
            assertThat(verify().firstBreak()).contains("the ledger is behind its seal");
        }
        assertThat(verify().firstBreak()).isNull();
    }

    @Test
    void aChangedSealIsFoundWhereverItStands() throws Exception {
        long number = sealing.seal().number();
        try (Tampering owner = new Tampering(url)) {
            owner.change("update ledger.seal set accounts = accounts + 1 where number = " + number);
            assertThat(verify().firstBreak())
                    .contains("The signature of seal " + number + " is not right");
        }
        Path file = Path.of(sealing.fileOf(sealing.seal()));
        String whole = Files.readString(file);
        Files.writeString(file, whole.replaceFirst("\"accounts\" : ", "\"accounts\" : 1"));
        assertThat(verify().firstBreak()).contains("is not the one in its file");
        Files.writeString(file, "no seal");
        assertThat(verify().firstBreak()).contains("cannot be read");
        Files.writeString(file, whole);
        assertThat(verify().firstBreak()).isNull();
    }

    /** What an intruder with all rights would do: the chain fits again, only the seal does not. */
    private void chainAnew(Connection owner) throws Exception {
        Chain chain = new Chain();
        byte[] before = Chain.NO_ENTRY;
        for (EntryRow row : entriesOf(owner)) {
            Chain.EntryFacts facts =
                    new Chain.EntryFacts(
                            row.account(),
                            row.seq(),
                            row.step(),
                            row.amount(),
                            row.heldChange(),
                            row.postedAfter(),
                            row.heldAfter(),
                            row.bookedAtMicros());
            if (row.seq() == 1) {
                before = Chain.NO_ENTRY;
            }
            before = chain.entryHash(before, row.operationDigest(), facts);
            for (String update :
                    List.of(
                            "update ledger.entry set hash = ? where account = ? and seq = ?",
                            "update ledger.account set head = ? where id = ? and seq = ?")) {
                try (PreparedStatement set = owner.prepareStatement(update)) {
                    set.setBytes(1, before);
                    set.setObject(2, row.account());
                    set.setLong(3, row.seq());
                    set.executeUpdate();
                }
            }
        }
    }

    private List<EntryRow> entriesOf(Connection owner) throws Exception {
        List<EntryRow> all = new ArrayList<>();
        Chain chain = new Chain();
        CopyRows rows = new CopyRows(owner, EntryRow.QUERY);
        while (rows.next()) {
            all.add(EntryRow.read(rows, chain, json));
        }
        return all;
    }

    private Verification.Report verify() {
        return verification.verify(new PrintStream(new ByteArrayOutputStream()));
    }

    private String filledIn(String text, boolean quoted) {
        return text.replace(":a", name(wallet(alice), quoted))
                .replace(":b", name(wallet(bob), quoted))
                .replace(":o", name(second.value(), quoted));
    }

    private static String name(UUID id, boolean quoted) {
        return quoted ? quoted(id) : id.toString();
    }

    private static String quoted(UUID id) {
        return "'" + id + "'::uuid";
    }

    private static UUID wallet(UUID customer) {
        return AccountRef.wallet(customer, Asset.CNY).id();
    }
}
