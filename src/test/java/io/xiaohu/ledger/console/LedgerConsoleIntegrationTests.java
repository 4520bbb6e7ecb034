package io.xiaohu.ledger.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xiaohu.kernel.Asset;
import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.OperatorCommand;
import io.xiaohu.kernel.OperatorMistake;
import io.xiaohu.ledger.AccountRef;
import io.xiaohu.ledger.AccountStatements;
import io.xiaohu.ledger.Ledger;
import io.xiaohu.testing.LedgerActs;
import io.xiaohu.testing.OwnLedger;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The ledger's commands, with their words parsed as they are at the console. */
@OwnLedger
class LedgerConsoleIntegrationTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Autowired private ApplicationContext context;
    @Autowired private Ledger ledger;
    @Autowired private AccountStatements statements;
    @Autowired private JdbcClient sql;

    @TempDir private Path folder = Path.of("");

    private final UUID alice = Ids.next();
    private final UUID bob = Ids.next();
    private int status;

    @BeforeEach
    void someHistory() {
        LedgerActs acts = new LedgerActs(ledger);
        acts.fund(alice, 100_000);
        for (int i = 1; i <= 9; i++) {
            acts.transfer(alice, bob, 100L * i, "memo " + i);
        }
        acts.reserve(alice, 50);
    }

    @Test
    void aBalanceIsToldForNowAndForEveryMoment() {
        assertThat(json("balance", "--account", wallet(alice)).path("accounts").path(0).toString())
                .contains("\"total\":\"955.00\"", "\"available\":\"954.50\"", "\"held\":\"0.50\"");
        AccountStatements.Account account = statements.account(walletId(alice)).orElseThrow();
        for (AccountStatements.Line line : lines(account)) {
            JsonNode then =
                    json("balance", "--customer", alice.toString(), "--at", line.bookedAt() + "");
            assertThat(then.path("accounts").path(0).path("total").asString())
                    .isEqualTo(line.after().total().amount());
        }
        JsonNode before =
                json(
                        "balance",
                        "--customer",
                        alice.toString(),
                        "--at",
                        lines(account).getFirst().bookedAt().minusNanos(1000) + "");
        assertThat(before.path("accounts").path(0).path("total").asString()).isEqualTo("0.00");
    }

    @Test
    void aStatementGoesOnWhereItStopped() {
        List<Long> seqs = new ArrayList<>();
        String after = "0";
        while (!after.isEmpty()) {
            JsonNode page =
                    json(
                            "statement",
                            "--customer",
                            bob.toString(),
                            "--limit",
                            "4",
                            "--after",
                            after);
            page.path("entries").forEach(entry -> seqs.add(entry.path("seq").asLong()));
            after = page.path("next").isNull() ? "" : page.path("next").toString();
        }
        assertThat(seqs).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
        List<AccountStatements.Line> all = lines(statements.account(walletId(bob)).orElseThrow());
        JsonNode part =
                json(
                        "statement",
                        "--customer",
                        bob.toString(),
                        "--from",
                        all.get(3).bookedAt().toString(),
                        "--to",
                        all.get(5).bookedAt().toString());
        assertThat(part.path("entries")).hasSize(2);
        assertThat(part.path("entries").path(0).path("memo").asString()).isEqualTo("memo 4");
        assertThat(part.path("entries").path(0).path("counterparty").asString())
                .isEqualTo(alice.toString());
    }

    @Test
    void theTrialBalanceIsZeroAndTheExportHasEveryEntry() throws Exception {
        JsonNode trial = json("trial-balance");
        assertThat(trial.path("ok").asBoolean()).isTrue();
        assertThat(trial.path("totals").path("CNY").asString()).isEqualTo("0.00");
        Long entries = sql.sql("select count(*) from ledger.entry").query(Long.class).single();
        Path csv = folder.resolve("entries.csv");
        run("export", "--out", csv.toString());
        assertThat(Files.readAllLines(csv)).hasSize(entries.intValue() + 1);
        assertThat(run("export", "--json").lines()).hasSize(entries.intValue());
    }

    @Test
    void everythingVerifies() {
        run("seal");
        JsonNode report = json("verify");
        assertThat(status).isZero();
        assertThat(report.propertyNames())
                .contains("ok", "postings", "entries", "break", "accounts", "seals", "owned");
        assertThat(report.path("break").isNull()).isTrue();
        assertThat(report.path("entries").asLong()).isGreaterThanOrEqualTo(21);
    }

    @Test
    void aProofHoldsOfflineAndAChangedOneDoesNot() throws Exception {
        assertThat(json("seal").path("number").asLong()).isPositive();
        AccountStatements.Account account = statements.account(walletId(alice)).orElseThrow();
        Instant from = lines(account).get(3).bookedAt();
        Instant to = lines(account).get(6).bookedAt();
        new LedgerActs(ledger).transfer(alice, bob, 1, "after the seal");
        run("seal");
        new LedgerActs(ledger).fund(Ids.next(), 1);
        Path file = folder.resolve("proof.json");
        run(
                "proof",
                "--customer",
                alice + "",
                "--from",
                from + "",
                "--to",
                to + "",
                "--out",
                file + "");
        JsonNode whole = json("check-proof", file.toString());
        assertThat(status).isZero();
        assertThat(whole.path("entries").asInt()).isEqualTo(3);
        assertThat(whole.path("opening").asString()).isEqualTo("997.00");
        assertThat(whole.path("closing").asString()).isEqualTo("985.00");
        assertThat(whole.path("sealedUpTo").asString()).isNotEmpty();
        String key = whole.path("publicKey").asString();
        assertThat(run("check-proof", file.toString(), "--public-key", key)).contains("holds");
        assertThat(run("check-proof", file.toString(), "--public-key", "00".repeat(32)))
                .contains("another key");
        everyChangeShows(Files.readString(file));
    }

    /** Each line of the document that says something, changed by one character. */
    private void everyChangeShows(String document) throws Exception {
        List<String> lines = document.lines().toList();
        Path changed = folder.resolve("changed.json");
        int tried = 0;
        for (int i = 0; i < lines.size(); i++) {
            String other = changed(lines.get(i));
            if (other.equals(lines.get(i))) {
                continue;
            }
            List<String> copy = new ArrayList<>(lines);
            copy.set(i, other);
            Files.write(changed, copy);
            run("check-proof", changed.toString());
            assertThat(status).as(other).isEqualTo(1);
            tried++;
        }
        assertThat(tried).isGreaterThan(100);
    }

    /** The period is the reader's own, and scale only helps to read. */
    private static String changed(String line) {
        if (line.strip().matches("\"(from|to|scale)\".*")) {
            return line;
        }
        int last = line.length() - 1;
        while (last > 0 && !Character.isLetterOrDigit(line.charAt(last))) {
            last--;
        }
        char c = line.charAt(last);
        boolean says = line.contains(":") && Character.isLetterOrDigit(c) && !line.contains("null");
        char next =
                c == 'Z' ? 'Y' : c == '1' ? '2' : Character.isDigit(c) ? '1' : c == 'a' ? 'b' : 'a';
        return says ? line.substring(0, last) + next + line.substring(last + 1) : line;
    }

    @Test
    void anErasedMemoStillProves() throws Exception {
        run("seal");
        sql.sql(
                        """
                        select ledger.erase_text(p, id)
                        from ledger.operation
                        where owner = :alice
                        and memo = 'memo 5'
                        """)
                .param("alice", alice)
                .query(row -> {});
        Path file = folder.resolve("proof.json");
        run("proof", "--customer", bob.toString(), "--out", file.toString());
        run("check-proof", file.toString());
        assertThat(status).isZero();
        assertThat(Files.readString(file)).contains("memo 4").doesNotContain("memo 5");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "balance",
                "balance --account 00000000-0000-0000-0000-000000000001",
                "balance --customer 00000000-0000-0000-0000-000000000001",
                "statement --customer A --limit 0",
                "statement --customer A --from 2026-02-01 --to 2026-01-01",
                "balance --customer A --at 2999-01-01",
                "proof --customer A --to 2999-01-01 --out x",
                "check-proof nothing.json",
            })
    void whatCannotBeDoneIsOneSentence(String words) {
        String[] args = words.replace("A", alice.toString()).split(" ");
        assertThatThrownBy(() -> run(args))
                .isInstanceOf(OperatorMistake.class)
                .hasMessageEndingWith(".");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "balance --customer nobody",
                "balance --at yesterday",
                "statement --assets CNY",
                "proof --customer 00000000-0000-0000-0000-000000000001",
            })
    void wordsThatMeanNothingAreNamed(String words) {
        assertThatThrownBy(() -> run(words.split(" ")))
                .isInstanceOf(CommandLine.ParameterException.class)
                .hasMessageNotContaining("Exception");
    }

    private JsonNode json(String... words) {
        String[] more = Arrays.copyOf(words, words.length + 1);
        more[words.length] = "--json";
        return JSON.readTree(run(more));
    }

    private String run(String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (OperatorCommand command : ServiceLoader.load(OperatorCommand.class)) {
            CommandLine line = new CommandLine(command);
            if (line.getCommandName().equals(words[0])) {
                line.parseArgs(Arrays.copyOfRange(words, 1, words.length));
                status =
                        command.run(
                                new Here(
                                        context,
                                        new PrintStream(out, true, StandardCharsets.UTF_8)));
                return out.toString(StandardCharsets.UTF_8);
            }
        }
        throw new AssertionError("no command " + words[0]);
    }

    private record Here(ApplicationContext context, PrintStream out)
            implements OperatorCommand.Opened {

        @Override
        public <T> T get(Class<T> part) {
            return context.getBean(part);
        }

        @Override
        public PrintStream err() {
            return new PrintStream(new ByteArrayOutputStream());
        }
    }

    private List<AccountStatements.Line> lines(AccountStatements.Account account) {
        return statements.lines(
                account, Instant.EPOCH, Instant.parse("9999-12-31T00:00:00Z"), 0, 1000);
    }

    private static String wallet(UUID customer) {
        return walletId(customer).toString();
    }

    private static UUID walletId(UUID customer) {
        return AccountRef.wallet(customer, Asset.CNY).id();
    }
}
