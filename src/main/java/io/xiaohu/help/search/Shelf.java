package io.xiaohu.help.search;

import io.xiaohu.help.Article;
import io.xiaohu.help.core.ArticleMarkdown;
import io.xiaohu.help.core.Grams;
import io.xiaohu.help.core.Typed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * All published articles and what finds them, as of one moment. An article is found by what it says
 * in either language, whichever the reader wants.
 */
public final class Shelf {

    private static final double WORDS = 0.455;
    private static final double MEANING = 0.545;
    private static final double FAR = 0.3;
    private static final double NEAR = 0.9;
    private static final double MOST_OF_WORDS = 1.15;
    private static final double LEAST = 0.15;

    private final Map<String, Map<String, Article>> byLanguage = new HashMap<>();
    private final List<Passage> passages = new ArrayList<>();
    private final Map<Article, String> plain = new IdentityHashMap<>();
    private final Set<UUID> pictures = new HashSet<>();
    private final WordIndex words;
    private final Typed typed;
    private final AtomicReference<@Nullable MeaningIndex> meaning = new AtomicReference<>();

    /**
     * @param articles by language, in the order they are listed
     */
    Shelf(Map<String, List<Article>> articles) {
        Map<String, String> whole = new LinkedHashMap<>();
        articles.forEach((language, all) -> {
            Map<String, Article> bySlug = new LinkedHashMap<>();
            for (Article article : all) {
                bySlug.put(article.slug(), article);
                plain.put(article, Passage.plain(article.body()));
                passages.addAll(Passage.of(article));
                pictures.addAll(ArticleMarkdown.pictures(article.body()));
                whole.merge(article.slug(), all(article), (a, b) -> a + "\n" + b);
            }
            byLanguage.put(language, bySlug);
        });
        words = new WordIndex(passages, whole);
        typed = new Typed(passages.stream().map(Passage::text).toList());
    }

    private String all(Article article) {
        return article.title() + "\n" + String.join("\n", article.asks()) + "\n" + plain(article);
    }

    /** The body of an article of this shelf without marks. */
    public String plain(Article article) {
        return plain.getOrDefault(article, "");
    }

    /** What of an article answers a question. */
    public static String answering(Article article, String question, int most) {
        return Passage.answering(article.body(), question, most);
    }

    /** What the model learns: it knows Chinese. */
    List<Passage> passages() {
        return passages.stream()
                .filter(passage -> !Grams.characters(passage.text()).isEmpty())
                .toList();
    }

    /** The question in Chinese where it was typed in letters, as it is otherwise. */
    String read(String question) {
        if (!Grams.characters(question).isEmpty() || words.knowsMostOf(question)) {
            return question;
        }
        String chinese = typed.read(question);
        return chinese == null ? question : chinese;
    }

    WordIndex words() {
        return words;
    }

    void understand(MeaningIndex index) {
        meaning.set(index);
    }

    boolean understands() {
        return meaning.get() != null;
    }

    /** Whether a published article shows this picture. */
    public boolean shows(UUID picture) {
        return pictures.contains(picture);
    }

    public List<Article> all(String language) {
        return List.copyOf(byLanguage.getOrDefault(language, Map.of()).values());
    }

    public Optional<Article> find(String slug, String language) {
        return Optional.ofNullable(byLanguage.getOrDefault(language, Map.of()).get(slug));
    }

    /**
     * The articles that fit best, best first.
     *
     * @param vector what the question means; null for words alone
     */
    List<Hit> find(String question, String language, int most, float @Nullable [] vector) {
        Map<String, Double> byWords = words.find(question);
        MeaningIndex index = meaning.get();
        Map<String, Double> byMeaning =
                vector == null || index == null ? Map.of() : index.find(vector);
        Set<String> slugs = new HashSet<>(byWords.keySet());
        slugs.addAll(byMeaning.keySet());
        return slugs.stream()
                .filter(slug -> find(slug, language).isPresent())
                .map(slug -> new Hit(slug, score(slug, byWords, byMeaning)))
                .filter(hit -> hit.score() >= LEAST)
                .sorted(Comparator.comparingDouble(Hit::score).reversed().thenComparing(Hit::slug))
                .limit(most)
                .toList();
    }

    private static double score(
            String slug, Map<String, Double> byWords, Map<String, Double> byMeaning) {
        double words = Math.min(MOST_OF_WORDS, byWords.getOrDefault(slug, 0.0));
        if (byMeaning.isEmpty()) {
            return words;
        }
        double near = (byMeaning.getOrDefault(slug, 0.0) - FAR) / (NEAR - FAR);
        return WORDS * words + MEANING * Math.max(0, near);
    }
}
