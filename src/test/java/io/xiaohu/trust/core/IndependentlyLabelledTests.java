package io.xiaohu.trust.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.xiaohu.trust.Verdict;
import io.xiaohu.trust.core.LabelledRow.Label;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * Contacts and texts by somebody who had not read the rules. Rules were made with them in sight
 * since, so that they keep what was gained and measure nothing new.
 */
class IndependentlyLabelledTests {

    private static final List<LabelledRow> ROWS = LabelledRow.in("independent.tsv");

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
    void everyBeginningOfEachIsAnswered() {
        for (LabelledRow row : ROWS) {
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
        List<LabelledRow> impostors = of(row -> row.label() == Label.IMPOSTOR);
        long outright =
                impostors.stream().filter(row -> row.found().verdict() == Verdict.IMPOSTOR).count();
        List<LabelledRow> missed = of(row -> row.label() == Label.IMPOSTOR && !row.isCaught());
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
        missed.forEach(row -> System.out.println("missed     " + row));
        suspected.forEach(row -> System.out.println("suspected  " + row));
        notOfficial.forEach(row -> System.out.println("unknown    " + row));
    }

    private static List<LabelledRow> of(Predicate<LabelledRow> which) {
        return ROWS.stream().filter(which).toList();
    }
}
