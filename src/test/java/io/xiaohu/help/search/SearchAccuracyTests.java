package io.xiaohu.help.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.help.core.ArticleFile;
import io.xiaohu.help.core.Grams;
import io.xiaohu.help.search.LabelledQuestion.Part;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The labelled questions find their articles, a little less well without the model. */
class SearchAccuracyTests {

    private static final double HELD_TOP1 = 0.88;
    private static final double HELD_TOP3 = 0.97;
    private static final double WORDS_TOP3 = 0.85;

    private static final List<LabelledQuestion> HELD_OUT = LabelledQuestion.of(Part.HELD_OUT);

    private final List<LabelledQuestion> questions = LabelledQuestion.all();

    @Test
    void questionsAreManyAThirdIsKeptAsideAndNoneIsATitleOrAListedPhrasing() {
        assertThat(questions).hasSizeGreaterThanOrEqualTo(150);
        assertThat(HELD_OUT.size() * 3)
                .isGreaterThanOrEqualTo(
                        questions.size() - LabelledQuestion.of(Part.INDEPENDENT).size());
        assertThat(questions).extracting(LabelledQuestion::text).doesNotHaveDuplicates();
        Set<String> slugs = new HashSet<>();
        Set<String> listed = new HashSet<>();
        ShippedArticles.files()
                .forEach((name, file) -> {
                    slugs.add(name.substring(0, name.indexOf('.')));
                    listed.addAll(phrasings(file));
                });
        for (LabelledQuestion question : questions) {
            assertThat(slugs).as(question.text()).containsAll(question.slugs());
            assertThat(listed).doesNotContain(Grams.plain(question.text()));
        }
    }

    private static List<String> phrasings(ArticleFile file) {
        Set<String> all = new HashSet<>();
        all.add(Grams.plain(file.title()));
        file.asks().forEach(ask -> all.add(Grams.plain(ask)));
        return List.copyOf(all);
    }

    @Test
    void wordsAndMeaningTogetherFindWhatIsAsked() {
        Shelf shelf = new Shelf(ShippedArticles.published());
        Meanings meanings = new Meanings(SmallModel::new);
        assertThat(meanings.load()).isTrue();
        shelf.understand(
                new MeaningIndex(
                        shelf.passages(),
                        shelf.passages().stream()
                                .map(passage -> meanings.ofPassage(passage.text()))
                                .toList()));
        Accuracy held = Accuracy.of(HELD_OUT, question -> find(shelf, meanings, question));
        assertThat(held.top1()).as("%s", held.missed()).isGreaterThan(HELD_TOP1);
        assertThat(held.top3()).as("%s", held.missed()).isGreaterThan(HELD_TOP3);
    }

    @Test
    void aModelThatCannotBeLoadedLeavesTheSearchByWords() {
        Meanings broken =
                new Meanings(() -> {
                    throw new UnsatisfiedLinkError("no library for this machine");
                });
        assertThat(broken.load()).isFalse();
        Shelf shelf = new Shelf(ShippedArticles.published());
        Accuracy words = Accuracy.of(HELD_OUT, question -> find(shelf, broken, question));
        assertThat(words.top3()).as("%s", words.missed()).isGreaterThan(WORDS_TOP3);
    }

    private static List<Hit> find(Shelf shelf, Meanings meanings, LabelledQuestion question) {
        String read = shelf.read(question.text());
        float[] vector =
                Grams.characters(read).isEmpty() ? null : meanings.ofQuestion(read).orElse(null);
        return shelf.find(read, question.language(), 3, vector);
    }
}
