package io.xiaohu.help.search;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.langchain4j.model.embedding.EmbeddingModel;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What texts mean, as vectors of a small Chinese model that runs in this process. Where it cannot
 * be loaded, or the machine is too busy, there is no meaning and words alone decide.
 */
final class Meanings implements AutoCloseable {

    /** What the model was trained to see before a question, and not before a passage. */
    private static final String QUESTION = "为这个句子生成表示以用于检索相关文章：";

    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
    private static final int QUESTIONS_KEPT = 2_000;
    private static final long PATIENCE_MILLIS = 10;
    private static final Logger LOG = LoggerFactory.getLogger(Meanings.class);

    private final Supplier<EmbeddingModel> loading;
    private final AtomicReference<@Nullable EmbeddingModel> model = new AtomicReference<>();

    /**
     * As many at once as there are processors; whoever would wait too long is answered by words.
     */
    private final Semaphore atOnce = new Semaphore(PROCESSORS);

    /**
     * Threads of their own: the model's native code would hold one of the few that carry everything
     * else.
     */
    private final ExecutorService workers =
            Executors.newFixedThreadPool(
                    PROCESSORS, Thread.ofPlatform().daemon().name("meanings-", 0).factory());

    private final Cache<String, float[]> asked =
            Caffeine.newBuilder().maximumSize(QUESTIONS_KEPT).build();

    Meanings(Supplier<EmbeddingModel> loading) {
        this.loading = loading;
    }

    /**
     * Loads the model, which takes a second and about 100 MB.
     *
     * @return whether it is there
     */
    boolean load() {
        if (model.get() == null) {
            try {
                model.set(loading.get());
            } catch (RuntimeException | LinkageError e) {
                LOG.warn("the help centre searches by words alone: its model did not load", e);
            }
        }
        return model.get() != null;
    }

    /** What a passage means; the model has to be loaded. */
    float[] ofPassage(String text) {
        EmbeddingModel loaded = model.get();
        if (loaded == null) {
            throw new IllegalStateException("the model is not loaded");
        }
        return embed(loaded, text);
    }

    /** What a question means, or nothing when that cannot be said in time. */
    Optional<float[]> ofQuestion(String question) {
        float[] known = asked.getIfPresent(question);
        EmbeddingModel loaded = model.get();
        if (known != null || loaded == null) {
            return Optional.ofNullable(known);
        }
        try {
            if (!atOnce.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                return Optional.empty();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        try {
            float[] meaning =
                    CompletableFuture.supplyAsync(() -> embed(loaded, QUESTION + question), workers)
                            .join();
            asked.put(question, meaning);
            return Optional.of(meaning);
        } finally {
            atOnce.release();
        }
    }

    @Override
    public void close() {
        workers.shutdown();
    }

    private static float[] embed(EmbeddingModel model, String text) {
        float[] vector = model.embed(text).content().vector();
        double square = 0;
        for (float part : vector) {
            square += part * part;
        }
        float length = (float) Math.sqrt(square);
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= length;
        }
        return vector;
    }
}
