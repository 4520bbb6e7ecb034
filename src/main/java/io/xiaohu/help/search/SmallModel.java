package io.xiaohu.help.search;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.langchain4j.model.embedding.onnx.AbstractInProcessEmbeddingModel;
import dev.langchain4j.model.embedding.onnx.OnnxBertBiEncoder;
import dev.langchain4j.model.embedding.onnx.PoolingMode;
import dev.langchain4j.model.embedding.onnx.bgesmallzhv15q.BgeSmallZhV15QuantizedEmbeddingModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/**
 * bge-small-zh-v1.5 as its library ships it, each question on one thread that never spins: many
 * short questions at once share the machine with everything else it does.
 */
final class SmallModel extends AbstractInProcessEmbeddingModel {

    private static final int DIMENSION = 512;

    private final OnnxBertBiEncoder encoder;

    SmallModel() {
        super(Runnable::run);
        try (InputStream model = file("/bge-small-zh-v1.5-q.onnx");
                InputStream tokenizer = file("/bge-small-zh-v1.5-q-tokenizer.json");
                OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            encoder =
                    new OnnxBertBiEncoder(
                            environment,
                            environment.createSession(model.readAllBytes(), options),
                            tokenizer,
                            PoolingMode.CLS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    private static InputStream file(String name) {
        return Objects.requireNonNull(
                BgeSmallZhV15QuantizedEmbeddingModel.class.getResourceAsStream(name), name);
    }

    @Override
    protected OnnxBertBiEncoder model() {
        return encoder;
    }

    @Override
    protected Integer knownDimension() {
        return DIMENSION;
    }
}
