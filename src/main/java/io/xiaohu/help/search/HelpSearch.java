package io.xiaohu.help.search;

import dev.langchain4j.model.embedding.EmbeddingModel;
import io.xiaohu.help.Article;
import io.xiaohu.help.core.Grams;
import io.xiaohu.help.jdbc.Articles;
import io.xiaohu.help.jdbc.PassageVectors;
import io.xiaohu.kernel.Signals;
import io.xiaohu.kernel.Tokens;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Keeps all articles at hand in this process, read anew when one changes anywhere. The model that
 * understands questions is loaded in the background by the first of them, so that the server starts
 * as quickly as without it; until then, and where it cannot be loaded, words alone decide.
 */
@Component
public class HelpSearch implements DisposableBean {

    private static final String MODEL = "bge-small-zh-v1.5-q";
    private static final Logger LOG = LoggerFactory.getLogger(HelpSearch.class);

    private final Articles articles;
    private final PassageVectors kept;
    private final Meanings meanings;
    private final AutoCloseable subscription;
    private final AtomicReference<@Nullable Shelf> shelf = new AtomicReference<>();
    private final AtomicBoolean learning = new AtomicBoolean();

    /** How often articles changed: what was read before a change is not kept after it. */
    private final AtomicLong changes = new AtomicLong();

    @Autowired
    HelpSearch(Articles articles, PassageVectors kept, Signals signals) {
        this(articles, kept, signals, SmallModel::new);
    }

    HelpSearch(
            Articles articles,
            PassageVectors kept,
            Signals signals,
            Supplier<EmbeddingModel> loading) {
        this.articles = articles;
        this.kept = kept;
        this.meanings = new Meanings(loading);
        this.subscription = signals.listen(Articles.CHANGED, slug -> changed());
    }

    /** All published articles, as of now. */
    public Shelf shelf() {
        Shelf known = shelf.get();
        return known == null ? read() : known;
    }

    /** The articles that fit best, best first. */
    public List<Hit> find(String question, String language, int most) {
        Shelf now = shelf();
        String read = now.read(question);
        if (!now.understands()) {
            learn();
            return now.find(read, language, most, null);
        }
        float[] vector = isChinese(read) ? meanings.ofQuestion(read).orElse(null) : null;
        return now.find(read, language, most, vector);
    }

    /** The same by words alone. */
    List<Hit> findByWords(String question, String language, int most) {
        Shelf now = shelf();
        return now.find(now.read(question), language, most, null);
    }

    /**
     * Loads the model and learns all articles now.
     *
     * @return whether questions are understood from here on
     */
    public boolean understand() {
        Shelf now = shelf();
        if (!now.understands() && meanings.load()) {
            now.understand(new MeaningIndex(now.passages(), vectors(now.passages())));
        }
        return now.understands();
    }

    /** The model knows Chinese; of anything else it only guesses. */
    private static boolean isChinese(String question) {
        return !Grams.characters(question).isEmpty();
    }

    private synchronized Shelf read() {
        Shelf known = shelf.get();
        if (known != null) {
            return known;
        }
        long before = changes.get();
        Map<String, List<Article>> byLanguage = new LinkedHashMap<>();
        for (String language : List.of("zh", "en")) {
            byLanguage.put(language, articles.all(language));
        }
        Shelf read = new Shelf(byLanguage);
        shelf.set(read);
        if (changes.get() != before) {
            shelf.compareAndSet(read, null);
        }
        return read;
    }

    private void changed() {
        changes.incrementAndGet();
        Shelf before = shelf.getAndSet(null);
        if (before != null && before.understands()) {
            learn();
        }
    }

    private void learn() {
        if (learning.compareAndSet(false, true)) {
            Thread.ofVirtual()
                    .name("help-learns")
                    .start(() -> {
                        try {
                            understand();
                        } catch (RuntimeException e) {
                            LOG.warn("the help centre's articles could not be learnt", e);
                        } finally {
                            learning.set(false);
                        }
                    });
        }
    }

    private List<float[]> vectors(List<Passage> passages) {
        Map<String, float[]> known = kept.all(MODEL);
        List<float[]> vectors = new ArrayList<>(passages.size());
        for (Passage passage : passages) {
            String digest =
                    HexFormat.of()
                            .formatHex(
                                    Tokens.sha256(passage.text().getBytes(StandardCharsets.UTF_8)));
            float[] vector = known.get(digest);
            if (vector == null) {
                vector = meanings.ofPassage(passage.text());
                kept.keep(MODEL, digest, vector);
                known.put(digest, vector);
            }
            vectors.add(vector);
        }
        return vectors;
    }

    @Override
    public void destroy() throws Exception {
        subscription.close();
        meanings.close();
    }
}
