package io.xiaohu.help.search;

import io.xiaohu.help.core.Grams;
import io.xiaohu.help.core.Pinyin;
import io.xiaohu.help.core.Synonyms;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.ByteBuffersDirectory;

/**
 * Finds passages by the words of a question, by our words for them, and by how they sound. It is
 * made once and never changes.
 */
final class WordIndex {

    /** Words; Chinese characters; syllables in pairs; letters of the sound in threes. */
    private static final String WORD = "w";

    private static final String CHARACTER = "c";
    private static final String SOUND = "s";
    private static final String LETTERS = "l";

    private static final float OUR_WORD = 0.6f;
    private static final float SOUND_OF_WORD = 0.25f;
    private static final float TYPED_SOUND = 0.5f;
    private static final float WITH_A_SLIP = 0.5f;
    private static final int LONG_WORD = 8;
    private static final int WORD_THAT_MAY_HAVE_A_SLIP = 4;
    private static final int MOST_TERMS = 64;
    private static final int MOST_HITS = 200;
    private static final float K1 = 1.0f;
    private static final float B = 0.55f;

    /** What all that is asked can come to; a passage that says just that comes near it. */
    private static final double OF_THE_SUM = 0.55;

    private static final double WHOLE_ARTICLE = 0.45;

    private final List<Passage> passages = new ArrayList<>();
    private final DirectoryReader reader;
    private final IndexSearcher searcher;

    /**
     * @param whole all text of an article by its slug
     */
    WordIndex(List<Passage> parts, Map<String, String> whole) {
        ByteBuffersDirectory directory = new ByteBuffersDirectory();
        IndexWriterConfig config =
                new IndexWriterConfig(new WhitespaceAnalyzer())
                        .setSimilarity(new BM25Similarity(K1, B));
        try {
            try (IndexWriter writer = new IndexWriter(directory, config)) {
                for (Passage passage : parts) {
                    passages.add(passage);
                    writer.addDocument(document(passage.text(), true));
                }
                for (Map.Entry<String, String> article : whole.entrySet()) {
                    passages.add(
                            new Passage(article.getKey(), Passage.Kind.WHOLE, article.getValue()));
                    writer.addDocument(document(article.getValue(), false));
                }
                // One segment: a document's number is then its place in the list.
                writer.forceMerge(1);
            }
            reader = DirectoryReader.open(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        searcher = new IndexSearcher(reader);
        searcher.setSimilarity(new BM25Similarity(K1, B));
    }

    private static Document document(String text, boolean withSound) {
        Document document = new Document();
        put(document, WORD, Grams.of(text));
        if (withSound) {
            put(document, CHARACTER, Grams.characters(text));
            put(document, SOUND, Pinyin.pairs(text));
            put(document, LETTERS, Pinyin.letters(text));
        }
        return document;
    }

    private static void put(Document document, String field, List<String> terms) {
        document.add(new TextField(field, String.join(" ", terms), Field.Store.NO));
    }

    /** Whether most words that are not Chinese stand in some article. */
    boolean knowsMostOf(String question) {
        List<String> grams = Grams.of(question);
        try {
            int known = 0;
            for (String gram : grams) {
                known += reader.docFreq(new Term(WORD, gram)) > 0 ? 1 : 0;
            }
            return known * 2 > grams.size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How well each article's words fit, about 1 when one says just what is asked. */
    Map<String, Double> find(String question) {
        try {
            return articles(question);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, Double> articles(String question) throws IOException {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        double most = add(question, query);
        if (most == 0) {
            return Map.of();
        }
        Map<String, Double> best = new HashMap<>();
        Map<String, Double> whole = new HashMap<>();
        for (ScoreDoc hit : searcher.search(query.build(), MOST_HITS).scoreDocs) {
            Passage passage = passages.get(hit.doc);
            Map<String, Double> into = passage.kind() == Passage.Kind.WHOLE ? whole : best;
            into.merge(passage.slug(), hit.score / most, Math::max);
        }
        whole.forEach((slug, score) -> best.merge(slug, score * WHOLE_ARTICLE, Double::sum));
        return best;
    }

    /** Adds what is looked for, and says what it can come to at most. */
    private double add(String question, BooleanQuery.Builder query) throws IOException {
        Set<String> grams = first(Grams.of(question));
        double most = 0;
        for (String gram : grams) {
            most += rarity(WORD, gram);
            query.add(new TermQuery(new Term(WORD, gram)), Occur.SHOULD);
        }
        Set<String> ours = new LinkedHashSet<>();
        Synonyms.ours(question).forEach(word -> ours.addAll(Grams.of(word)));
        ours.removeAll(grams);
        ours.forEach(gram -> add(query, WORD, gram, OUR_WORD));
        if (grams.isEmpty()) {
            for (String character : first(Grams.characters(question))) {
                most += rarity(CHARACTER, character);
                add(query, CHARACTER, character, 1);
            }
        }
        first(Pinyin.pairs(Grams.plain(question)))
                .forEach(pair -> add(query, SOUND, pair, SOUND_OF_WORD));
        addTyped(question, query);
        return most * OF_THE_SUM;
    }

    private void addTyped(String question, BooleanQuery.Builder query) throws IOException {
        StringBuilder unknown = new StringBuilder();
        for (String word : Grams.words(question)) {
            List<String> stem = Grams.of(word);
            if (stem.isEmpty() || reader.docFreq(new Term(WORD, stem.getFirst())) > 0) {
                continue;
            }
            unknown.append(word);
            if (word.length() >= WORD_THAT_MAY_HAVE_A_SLIP) {
                Query near =
                        new FuzzyQuery(
                                new Term(WORD, stem.getFirst()),
                                word.length() >= LONG_WORD ? 2 : 1,
                                1);
                query.add(new BoostQuery(near, WITH_A_SLIP), Occur.SHOULD);
            }
        }
        first(Pinyin.lettersOfTyped(unknown.toString()))
                .forEach(three -> add(query, LETTERS, three, TYPED_SOUND));
    }

    private static void add(BooleanQuery.Builder query, String field, String term, float weight) {
        query.add(new BoostQuery(new TermQuery(new Term(field, term)), weight), Occur.SHOULD);
    }

    private static Set<String> first(List<String> terms) {
        Set<String> first = new LinkedHashSet<>(terms);
        return first.size() <= MOST_TERMS
                ? first
                : new LinkedHashSet<>(List.copyOf(first).subList(0, MOST_TERMS));
    }

    /** BM25's own weight of a term. */
    private double rarity(String field, String term) throws IOException {
        double with = reader.docFreq(new Term(field, term));
        return Math.log(1 + (reader.numDocs() - with + 0.5) / (with + 0.5));
    }
}
