package io.xiaohu.trust.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.xiaohu.trust.Verdict;
import io.xiaohu.trust.core.LabelledRow.Label;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Contacts and texts by people who had not read the rules. Rules were made with those of {@code
 * independent.tsv} in sight since, so that they keep what was gained and measure nothing new. Those
 * of {@code blind.tsv} are only measured.
 */
class IndependentlyLabelledTests {

    private static final String INDEPENDENT = "independent.tsv";
    private static final String BLIND = "blind.tsv";

    private static final Map<String, List<LabelledRow>> FILES =
            Map.of(INDEPENDENT, LabelledRow.in(INDEPENDENT), BLIND, LabelledRow.in(BLIND));

    private static final List<LabelledRow> ROWS = rowsOf(INDEPENDENT);

    @Test
    void halfAreHonestAndNoneIsAmongTheOthers() {
        assertThat(of(row -> row.label() != Label.IMPOSTOR)).hasSize(60);
        assertThat(of(row -> row.label() == Label.IMPOSTOR)).hasSize(60);
        assertThat(ROWS).extracting(LabelledRow::text).doesNotHaveDuplicates();
        assertThat(ROWS)
                .extracting(LabelledRow::text)
                .doesNotContainAnyElementsOf(
                        LabelledRow.in("labelled.tsv").stream().map(LabelledRow::text).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {INDEPENDENT, BLIND})
    void whatIsOursIsNeverCalledAnImpostor(String file) {
        assertThat(
                        of(
                                rowsOf(file),
                                row ->
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

    @ParameterizedTest
    @ValueSource(strings = {INDEPENDENT, BLIND})
    void everyBeginningOfEachIsAnswered(String file) {
        for (LabelledRow row : rowsOf(file)) {
            for (int end = 0; end <= row.text().length(); end++) {
                String beginning = row.text().substring(0, end);
                assertThatCode(() -> LabelledRow.CHECKER.check(beginning).decides())
                        .as(beginning)
                        .doesNotThrowAnyException();
            }
        }
    }

    @AfterAll
    static void sayHowManyAreCaught() {
        sayHowManyAreCaught(INDEPENDENT);
        sayHowManyAreCaught(BLIND);
    }

    private static void sayHowManyAreCaught(String file) {
        List<LabelledRow> rows = rowsOf(file);
        List<LabelledRow> impostors = of(rows, row -> row.label() == Label.IMPOSTOR);
        long outright =
                impostors.stream().filter(row -> row.found().verdict() == Verdict.IMPOSTOR).count();
        List<LabelledRow> missed = of(impostors, row -> !row.isCaught());
        List<LabelledRow> suspected =
                of(rows, row -> row.label() != Label.IMPOSTOR && row.isCaught());
        List<LabelledRow> notOfficial =
                of(
                        rows,
                        row ->
                                row.label() == Label.OURS
                                        && row.found().verdict() == Verdict.UNKNOWN);
        System.out.printf(
                Locale.ROOT,
                "%s: %d impostors, recall %.3f, called impostor outright %.3f; %d honest"
                        + " or ours suspected; %d ours unknown%n",
                file,
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
                                "%s: %s %d of %d%n",
                                file,
                                kind,
                                of.stream().filter(LabelledRow::isCaught).count(),
                                of.size()));
        missed.forEach(row -> System.out.println("missed     " + row));
        suspected.forEach(row -> System.out.println("suspected  " + row));
        notOfficial.forEach(row -> System.out.println("unknown    " + row));
    }

    private static List<LabelledRow> rowsOf(String file) {
        return Objects.requireNonNull(FILES.get(file));
    }

    private static List<LabelledRow> of(Predicate<LabelledRow> which) {
        return of(ROWS, which);
    }

    private static List<LabelledRow> of(List<LabelledRow> rows, Predicate<LabelledRow> which) {
        return rows.stream().filter(which).toList();
    }
}
