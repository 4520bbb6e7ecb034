package io.xiaohu.help.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.embedding.onnx.bgesmallzhv15q.BgeSmallZhV15QuantizedEmbeddingModel;
import io.xiaohu.help.core.Grams;
import io.xiaohu.help.search.LabelledQuestion.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** From which score on the assistant may answer with an article by itself. */
class SureEnoughTests {

    private static final Shelf SHELF = new Shelf(ShippedArticles.published());
    private static final Meanings MEANINGS =
            new Meanings(BgeSmallZhV15QuantizedEmbeddingModel::new);

    /** As {@code xiaohu.assistant.sure-enough} is when nobody sets it. */
    private static final double SURE_ENOUGH = 0.6;

    private static final List<String> NO_QUESTIONS =
            List.of(
                    "你好",
                    "谢谢",
                    "好的",
                    "您好，请问在吗",
                    "今天天气怎么样",
                    "帮我写一首诗",
                    "我想买一台电脑",
                    "推荐一部电影",
                    "1234",
                    "hello",
                    "thanks",
                    "what is the weather");

    @BeforeAll
    static void understand() {
        assertThat(MEANINGS.load()).isTrue();
        SHELF.understand(
                new MeaningIndex(
                        SHELF.passages(),
                        SHELF.passages().stream()
                                .map(passage -> MEANINGS.ofPassage(passage.text()))
                                .toList()));
    }

    private static Optional<Hit> answer(String text) {
        String read = SHELF.read(text);
        boolean chinese = !Grams.characters(read).isEmpty();
        float[] vector = chinese ? MEANINGS.ofQuestion(read).orElse(null) : null;
        return SHELF.find(read, chinese ? "zh" : "en", 1, vector).stream()
                .findFirst()
                .filter(hit -> hit.score() >= SURE_ENOUGH);
    }

    @Test
    void whatIsNoQuestionIsNotAnswered() {
        assertThat(NO_QUESTIONS).allSatisfy(text -> assertThat(answer(text)).isEmpty());
    }

    @Test
    void mostQuestionsAreAnsweredAndFewOfThemWrongly() {
        List<LabelledQuestion> heldOut = LabelledQuestion.of(Part.HELD_OUT);
        List<String> wrong = new ArrayList<>();
        int answered = 0;
        for (LabelledQuestion question : heldOut) {
            Optional<Hit> given = answer(question.text());
            answered += given.isPresent() ? 1 : 0;
            given.filter(hit -> !question.slugs().contains(hit.slug()))
                    .ifPresent(hit -> wrong.add(question.text() + " → " + hit.slug()));
        }
        assertThat(answered).isGreaterThan(heldOut.size() / 2);
        assertThat(wrong).hasSizeLessThan(answered / 10);
    }
}
