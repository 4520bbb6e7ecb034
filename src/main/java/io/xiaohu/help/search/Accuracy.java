package io.xiaohu.help.search;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * How often the first article found, and one of the first three, answers a question.
 *
 * @param top1 of one
 * @param top3 of one
 * @param missed questions whose answer is not among the first three, with what was found
 */
public record Accuracy(int questions, double top1, double top3, List<String> missed) {

    private static final int FEW = 3;

    /** Asks each of them. */
    public static Accuracy of(
            List<LabelledQuestion> questions, Function<LabelledQuestion, List<Hit>> search) {
        int first = 0;
        int amongFew = 0;
        List<String> missed = new ArrayList<>();
        for (LabelledQuestion question : questions) {
            List<String> found = search.apply(question).stream().map(Hit::slug).limit(FEW).toList();
            if (!found.isEmpty() && question.slugs().contains(found.getFirst())) {
                first++;
            } else {
                missed.add(question.text() + " -> " + found + " not " + question.slugs());
            }
            if (found.stream().anyMatch(question.slugs()::contains)) {
                amongFew++;
            }
        }
        double all = Math.max(1, questions.size());
        return new Accuracy(questions.size(), first / all, amongFew / all, missed);
    }
}
