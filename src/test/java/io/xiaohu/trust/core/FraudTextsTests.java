package io.xiaohu.trust.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.trust.Verdict;
import io.xiaohu.trust.core.LabelledRow.Label;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Frauds of every kind, and honest texts that look like them: what words alone can tell. */
class FraudTextsTests {

    private static final Path ARTICLES = Path.of("src/main/resources/help");
    private static final int SHORTEST = 9;

    @Test
    void fraudsAreCaughtWhoeversNameTheyUse() {
        List<LabelledRow> all = LabelledRow.in("frauds.tsv");
        List<LabelledRow> missed = all.stream().filter(row -> !row.isCaught()).toList();
        assertThat(1 - (double) missed.size() / all.size())
                .as("%s", missed)
                .isGreaterThanOrEqualTo(0.97);
    }

    @Test
    void honestTextsThatLookLikeFraudAreNotSuspected() {
        List<LabelledRow> all = LabelledRow.in("lookalike-honest.tsv");
        assertThat(all).hasSizeGreaterThanOrEqualTo(60).noneMatch(LabelledRow::isCaught);
    }

    @Test
    void whatIsOursIsNeverCalledAnImpostorInThem() {
        assertThat(LabelledRow.in("lookalike-honest.tsv"))
                .filteredOn(row -> row.label() == Label.OURS)
                .isNotEmpty()
                .noneMatch(row -> row.found().verdict() == Verdict.IMPOSTOR);
    }

    @Test
    void noParagraphOfOurArticlesIsSuspected() throws IOException {
        List<String> suspected = new ArrayList<>();
        try (Stream<Path> articles = Files.list(ARTICLES)) {
            articles.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .flatMap(FraudTextsTests::paragraphs)
                    .filter(FraudTextsTests::isSuspected)
                    .forEach(suspected::add);
        }
        assertThat(suspected).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'我是市公安局的，你涉嫌洗钱，请把资金转到安全账户核查，不得告诉家人', fraud.POLICE",
        "'居家兼职，点赞就返佣，一单5元，做满三单垫付再提现，加微信 abc12345', fraud.TASKS",
        "'爸，我手机坏了，这是同学的号，急用钱，先转3000到这个卡', fraud.FAMILY",
        "'无抵押贷款黑户可办，先交599元会员费，联系 13812349876', fraud.LOAN",
        "'我是你领导，在开会不方便接电话，先帮我转两万，下午还你', fraud.BOSS",
    })
    void aFraudIsCalledByItsKind(String text, String why) {
        assertThat(LabelledRow.CHECKER.check(text).decides().why()).isEqualTo(why);
    }

    private static Stream<String> paragraphs(Path article) {
        try {
            String text = Files.readString(article);
            String body = text.substring(text.indexOf("\n\n"));
            return Stream.concat(Arrays.stream(body.split("\n\n")), Arrays.stream(body.split("\n")))
                    .filter(part -> part.length() >= SHORTEST);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static boolean isSuspected(String text) {
        Verdict verdict = LabelledRow.CHECKER.check(text).decides().verdict();
        return verdict == Verdict.SUSPICIOUS || verdict == Verdict.IMPOSTOR;
    }
}
