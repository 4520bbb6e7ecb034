package io.xiaohu.trust.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.trust.Verdict;
import io.xiaohu.trust.core.LabelledRow.Label;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * The labelled links, numbers, addresses, accounts and texts. Every third is kept aside: rules were
 * made with the others in sight, and both are measured.
 */
class LabelledTests {

    private static final int EVERY_THIRD = 3;

    private static final List<LabelledRow> ROWS = LabelledRow.in("labelled.tsv");

    @Test
    void thereAreEnoughOfEach() {
        assertThat(ROWS).hasSizeGreaterThanOrEqualTo(300);
        assertThat(of(row -> row.label() != Label.IMPOSTOR)).hasSizeGreaterThanOrEqualTo(100);
        assertThat(of(row -> row.label() == Label.IMPOSTOR)).hasSizeGreaterThanOrEqualTo(200);
        assertThat(ROWS.stream().map(LabelledRow::text).distinct()).hasSameSizeAs(ROWS);
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
        List<LabelledRow> honest = of(row -> row.label() == Label.HONEST);
        List<LabelledRow> called = honest.stream().filter(LabelledRow::isCaught).toList();
        assertThat((double) called.size() / honest.size()).as("%s", called).isLessThan(0.02);
        assertThat(called).noneMatch(row -> row.found().verdict() == Verdict.IMPOSTOR);
    }

    @Test
    void impostorsAreCaughtAmongThoseSeenAndThoseKeptAside() {
        for (boolean aside : new boolean[] {false, true}) {
            List<LabelledRow> all =
                    of(row -> row.label() == Label.IMPOSTOR && isAside(row) == aside);
            List<LabelledRow> missed = all.stream().filter(row -> !row.isCaught()).toList();
            long outright =
                    all.stream().filter(row -> row.found().verdict() == Verdict.IMPOSTOR).count();
            double recall = 1 - (double) missed.size() / all.size();
            List<LabelledRow> honest =
                    of(row -> row.label() == Label.HONEST && isAside(row) == aside);
            System.out.printf(
                    Locale.ROOT,
                    "%s: %d impostors, recall %.3f, called impostor outright %.3f; %d honest, %d"
                            + " suspected; %d ours, %d suspected%n",
                    aside ? "kept aside" : "seen",
                    all.size(),
                    recall,
                    (double) outright / all.size(),
                    honest.size(),
                    honest.stream().filter(LabelledRow::isCaught).count(),
                    of(row -> row.label() == Label.OURS && isAside(row) == aside).size(),
                    of(row -> row.label() == Label.OURS && isAside(row) == aside && row.isCaught())
                            .size());
            assertThat(recall).as("%s", missed).isGreaterThanOrEqualTo(0.97);
        }
    }

    private static boolean isAside(LabelledRow row) {
        return row.number() % EVERY_THIRD == 2;
    }

    private static List<LabelledRow> of(Predicate<LabelledRow> which) {
        return ROWS.stream().filter(which).toList();
    }
}
