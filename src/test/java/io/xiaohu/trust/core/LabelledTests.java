package io.xiaohu.trust.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.trust.ContactKind;
import io.xiaohu.trust.OfficialContact;
import io.xiaohu.trust.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The labelled links, numbers, addresses, accounts and texts. Every third is kept aside: rules were
 * made with the others in sight, and both are measured.
 */
class LabelledTests {

    private static final Pattern ESCAPED = Pattern.compile("\\\\u([0-9a-f]{4})");
    private static final int EVERY_THIRD = 3;
    private static final Checker CHECKER =
            new Checker(
                    List.of(
                            new OfficialContact(ContactKind.PHONE, "400-000-7281"),
                            new OfficialContact(ContactKind.EMAIL, "care@xiaohu-wallet.example"),
                            new OfficialContact(ContactKind.WECHAT, "xiaohu-care"),
                            new OfficialContact(ContactKind.QQ, "1000007281"),
                            new OfficialContact(ContactKind.WEIBO, "小狐钱包客服"),
                            new OfficialContact(ContactKind.DOMAIN, "xiaohu-wallet.example")),
                    List.of(),
                    List.of());

    private enum Label {
        /** Really ours. */
        OURS,
        /** Somebody else's, and no fraud. */
        HONEST,
        IMPOSTOR
    }

    private record Row(int number, Label label, String kind, String text, Finding found) {

        boolean isAside() {
            return number % EVERY_THIRD == 2;
        }

        boolean isCaught() {
            return found.verdict() == Verdict.IMPOSTOR || found.verdict() == Verdict.SUSPICIOUS;
        }

        @Override
        public String toString() {
            return "%s %s %s: %s %s".formatted(label, kind, text, found.verdict(), found.why());
        }
    }

    private static final List<Row> ROWS = rows();

    @Test
    void thereAreEnoughOfEach() {
        assertThat(ROWS).hasSizeGreaterThanOrEqualTo(300);
        assertThat(of(row -> row.label() != Label.IMPOSTOR)).hasSizeGreaterThanOrEqualTo(100);
        assertThat(of(row -> row.label() == Label.IMPOSTOR)).hasSizeGreaterThanOrEqualTo(200);
        assertThat(ROWS.stream().map(Row::text).distinct()).hasSameSizeAs(ROWS);
    }

    @Test
    void whatIsOursIsNeverSuspected() {
        assertThat(of(row -> row.label() == Label.OURS && row.isCaught())).isEmpty();
    }

    @Test
    void aContactOfOursIsOfficialInEveryFormat() {
        assertThat(
                        of(row ->
                                row.label() == Label.OURS
                                        && !row.kind().equals("text")
                                        && row.found().verdict() != Verdict.OFFICIAL))
                .isEmpty();
    }

    @Test
    void onlyWhatIsOursIsOfficial() {
        assertThat(
                        of(row ->
                                row.label() != Label.OURS
                                        && row.found().verdict() == Verdict.OFFICIAL))
                .isEmpty();
    }

    @Test
    void honestOnesOfOthersAreNotCalledImpostors() {
        List<Row> honest = of(row -> row.label() == Label.HONEST);
        List<Row> called = honest.stream().filter(Row::isCaught).toList();
        assertThat((double) called.size() / honest.size()).as("%s", called).isLessThan(0.02);
        assertThat(called).noneMatch(row -> row.found().verdict() == Verdict.IMPOSTOR);
    }

    @Test
    void impostorsAreCaughtAmongThoseSeenAndThoseKeptAside() {
        for (boolean aside : new boolean[] {false, true}) {
            List<Row> all = of(row -> row.label() == Label.IMPOSTOR && row.isAside() == aside);
            List<Row> missed = all.stream().filter(row -> !row.isCaught()).toList();
            long outright =
                    all.stream().filter(row -> row.found().verdict() == Verdict.IMPOSTOR).count();
            double recall = 1 - (double) missed.size() / all.size();
            List<Row> honest = of(row -> row.label() == Label.HONEST && row.isAside() == aside);
            System.out.printf(
                    Locale.ROOT,
                    "%s: %d impostors, recall %.3f, called impostor outright %.3f; %d honest, %d"
                            + " suspected; %d ours, %d suspected%n",
                    aside ? "kept aside" : "seen",
                    all.size(),
                    recall,
                    (double) outright / all.size(),
                    honest.size(),
                    honest.stream().filter(Row::isCaught).count(),
                    of(row -> row.label() == Label.OURS && row.isAside() == aside).size(),
                    of(row -> row.label() == Label.OURS && row.isAside() == aside && row.isCaught())
                            .size());
            assertThat(recall).as("%s", missed).isGreaterThanOrEqualTo(0.97);
        }
    }

    private static List<Row> of(Predicate<Row> which) {
        return ROWS.stream().filter(which).toList();
    }

    private static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (String line : lines()) {
            String[] cells = line.split("\t", 3);
            String text =
                    ESCAPED.matcher(cells[2])
                            .replaceAll(match ->
                                    String.valueOf((char) Integer.parseInt(match.group(1), 16)));
            rows.add(
                    new Row(
                            rows.size(),
                            Label.valueOf(cells[0]),
                            cells[1],
                            text,
                            CHECKER.check(text).decides()));
        }
        return List.copyOf(rows);
    }

    private static List<String> lines() {
        try (InputStream in = LabelledTests.class.getResourceAsStream("/trust/labelled.tsv")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
