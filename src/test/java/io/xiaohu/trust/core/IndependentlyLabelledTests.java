package io.xiaohu.trust.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.xiaohu.trust.Verdict;
import io.xiaohu.trust.core.LabelledRow.Label;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * Contacts and texts by people who had not read the rules. Each part was measured once before rules
 * were made with it in sight; since then it keeps what was gained and measures nothing new.
 */
class IndependentlyLabelledTests {

    private static final List<LabelledRow> ROWS = LabelledRow.in("independent.tsv");

    @Test
    void manyAreHonestAndNoneIsAmongTheOthers() {
        assertThat(of(row -> row.label() != Label.IMPOSTOR)).hasSizeGreaterThan(200);
        assertThat(of(row -> row.label() == Label.IMPOSTOR)).hasSizeGreaterThan(200);
        assertThat(ROWS).extracting(LabelledRow::text).doesNotHaveDuplicates();
        assertThat(ROWS)
                .extracting(LabelledRow::text)
                .doesNotContainAnyElementsOf(
                        LabelledRow.in("labelled.tsv").stream().map(LabelledRow::text).toList());
    }

    @Test
    void whatIsOursIsNeverCalledAnImpostor() {
        assertThat(
                        of(row ->
                                row.label() == Label.OURS
                                        && row.found().verdict() == Verdict.IMPOSTOR))
                .isEmpty();
    }

    @Test
    void impostorsAreCaught() {
        List<LabelledRow> missed = of(row -> row.label() == Label.IMPOSTOR && !row.isCaught());
        assertThat(missed).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void noHonestOneIsSuspected() {
        assertThat(of(row -> row.label() != Label.IMPOSTOR && row.isCaught())).isEmpty();
    }

    @Test
    void beginningsOfEachAreAnswered() {
        for (LabelledRow row : ROWS) {
            for (int end = 0; end <= row.text().length(); end += 3) {
                String beginning = row.text().substring(0, end);
                assertThatCode(() -> LabelledRow.CHECKER.check(beginning).decides())
                        .as(beginning)
                        .doesNotThrowAnyException();
            }
        }
    }

    @AfterAll
    static void sayHowManyAreCaught() {
        List<LabelledRow> impostors = of(row -> row.label() == Label.IMPOSTOR);
        long outright =
                impostors.stream().filter(row -> row.found().verdict() == Verdict.IMPOSTOR).count();
        List<LabelledRow> missed = of(impostors, row -> !row.isCaught());
        List<LabelledRow> suspected = of(row -> row.label() != Label.IMPOSTOR && row.isCaught());
        List<LabelledRow> notOfficial =
                of(row -> row.label() == Label.OURS && row.found().verdict() == Verdict.UNKNOWN);
        System.out.printf(
                Locale.ROOT,
                "independent: %d impostors, recall %.3f, called impostor outright %.3f; %d honest"
                        + " or ours suspected; %d ours unknown%n",
                impostors.size(),
                1 - (double) missed.size() / impostors.size(),
                (double) outright / impostors.size(),
                suspected.size(),
                notOfficial.size());
        impostors.stream()
                .collect(
                        Collectors.groupingBy(LabelledRow::kind, TreeMap::new, Collectors.toList()))
                .forEach((kind, of) ->
                        System.out.printf(
                                Locale.ROOT,
                                "independent: %s %d of %d%n",
                                kind,
                                of.stream().filter(LabelledRow::isCaught).count(),
                                of.size()));
        missed.forEach(row -> System.out.println("missed     " + row));
        suspected.forEach(row -> System.out.println("suspected  " + row));
        notOfficial.forEach(row -> System.out.println("unknown    " + row));
    }

    private static List<LabelledRow> of(Predicate<LabelledRow> which) {
        return of(ROWS, which);
    }

    private static List<LabelledRow> of(List<LabelledRow> rows, Predicate<LabelledRow> which) {
        return rows.stream().filter(which).toList();
    }
}
