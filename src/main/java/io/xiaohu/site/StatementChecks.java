package io.xiaohu.site;

import io.xiaohu.kernel.SignedFile;
import io.xiaohu.kernel.SigningKeys;
import io.xiaohu.ledger.StatementCheck;
import io.xiaohu.ledger.StatementProofs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Tells of a statement somebody brings, as a document or as its proof alone, whether it is as it
 * was made here. The proof is checked as {@code ledger check-proof} does; the signature behind a
 * document's end says whether what is printed in it is what was printed. Nothing is kept.
 */
@Service
public class StatementChecks {

    private static final int LARGEST_PROOF = 24 * 1024 * 1024;
    private static final long MOST_MEMORY = 64L * 1024 * 1024;

    private final StatementProofs proofs;
    private final SigningKeys keys;

    StatementChecks(StatementProofs proofs, SigningKeys keys) {
        this.proofs = proofs;
        this.keys = keys;
    }

    /** How a statement stands. */
    public enum Verdict {
        GENUINE,
        ALTERED,
        NOT_OURS
    }

    /**
     * What was found.
     *
     * @param proven what the proof in it says, when that holds and is ours
     */
    public record Found(Verdict verdict, StatementCheck.@Nullable Whole proven) {}

    public Found check(byte[] file) {
        boolean document =
                new String(file, 0, Math.min(5, file.length), StandardCharsets.US_ASCII)
                        .equals("%PDF-");
        return document ? document(file) : proof(new String(file, StandardCharsets.UTF_8));
    }

    private Found proof(String text) {
        return switch (proofs.check(text)) {
            case StatementCheck.Whole whole ->
                    proofs.isOurs(whole)
                            ? new Found(Verdict.GENUINE, whole)
                            : new Found(Verdict.NOT_OURS, null);
            case StatementCheck.Broken broken -> new Found(Verdict.ALTERED, null);
            case StatementCheck.Foreign foreign -> new Found(Verdict.NOT_OURS, null);
        };
    }

    private Found document(byte[] file) {
        Found inside = attached(file).map(this::proof).orElse(new Found(Verdict.NOT_OURS, null));
        Optional<SignedFile.Signature> ours =
                SignedFile.signature(file).filter(it -> keys.knows(it.publicKey()));
        if (ours.isEmpty()) {
            // Printed anew or changed, and the proof left in it.
            return inside.verdict() == Verdict.GENUINE
                    ? new Found(Verdict.ALTERED, inside.proven())
                    : inside;
        }
        return ours.get().isRight() && inside.verdict() == Verdict.GENUINE
                ? inside
                : new Found(Verdict.ALTERED, inside.proven());
    }

    /** The proof that goes along; a document that cannot be read has none. */
    private static Optional<String> attached(byte[] file) {
        try (PDDocument document =
                Loader.loadPDF(
                        file,
                        "",
                        null,
                        null,
                        MemoryUsageSetting.setupMainMemoryOnly(MOST_MEMORY).streamCache)) {
            PDEmbeddedFilesNameTreeNode files =
                    document.getDocumentCatalog().getNames() == null
                            ? null
                            : document.getDocumentCatalog().getNames().getEmbeddedFiles();
            if (files == null || files.getNames() == null) {
                return Optional.empty();
            }
            for (PDComplexFileSpecification one : files.getNames().values()) {
                if (StatementProofs.FILE_NAME.equals(one.getFilename())
                        && one.getEmbeddedFile() != null) {
                    return read(one);
                }
            }
            return Optional.empty();
        } catch (IOException | RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<String> read(PDComplexFileSpecification file) throws IOException {
        try (InputStream in = file.getEmbeddedFile().createInputStream()) {
            byte[] content = in.readNBytes(LARGEST_PROOF + 1);
            return content.length > LARGEST_PROOF
                    ? Optional.empty()
                    : Optional.of(new String(content, StandardCharsets.UTF_8));
        }
    }
}
