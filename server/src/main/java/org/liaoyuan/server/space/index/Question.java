package org.liaoyuan.server.space.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;

/** One question to the index. INVARIANT: each query that is sent is bound to the owner; there is no other way to ask. */
final class Question {

    /** So many of each kind are fused at least: one that is far down in both lists may be first of all. */
    private static final int EACH = 50;

    /** Of a long question the first words say enough. */
    private static final int MOST_WORDS = 64;

    private final IndexSearcher searcher;
    private final Query ours;
    private final String words;
    private final float @Nullable [] vector;

    Question(IndexSearcher searcher, Owner owner, String words, float @Nullable [] vector) {
        this.searcher = searcher;
        this.ours = new TermQuery(new Term(PassageIndex.OWNER, owner.term()));
        this.words = words;
        this.vector = vector;
    }

    List<Hit> best(int limit) throws IOException {
        int each = Math.max(EACH, 2 * limit);
        return Fusion.of(byWords(each), byMeaning(each), Fusion.MEANING, limit);
    }

    /** By the share of the question's words, each as rare as it is, that a passage holds. */
    List<Fusion.Found> byWords(int most) throws IOException {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        double all = add(any, Words.TEXT, 1) + add(any, Words.PAIRS, 0.5f);
        // a title counts on top of it: most passages have none of the question's words there
        add(any, Words.TITLE, 0.5f);
        Query query = new BooleanQuery.Builder()
                .add(any.build(), Occur.MUST)
                .add(ours, Occur.FILTER)
                .build();
        return all == 0 ? List.of() : found(query, most, 1 / all);
    }

    /** By nearness in meaning; nothing where the question has no vector. */
    List<Fusion.Found> byMeaning(int most) throws IOException {
        return vector == null
                ? List.of()
                : found(new KnnFloatVectorQuery(PassageIndex.VECTOR, vector, most, ours), most, 1);
    }

    /** Adds the words of a field; the sum is more than BM25 gives any passage for them. */
    private double add(BooleanQuery.Builder any, String field, float weight) throws IOException {
        long passages = searcher.getIndexReader().numDocs();
        double sum = 0;
        for (String word : Words.of(field, words).stream().limit(MOST_WORDS).toList()) {
            Term term = new Term(field, word);
            any.add(new BoostQuery(new TermQuery(term), weight), Occur.SHOULD);
            int having = searcher.getIndexReader().docFreq(term);
            // as BM25Similarity has it
            sum += weight * Math.log(1 + (Math.max(passages, having) - having + 0.5) / (having + 0.5));
        }
        return sum;
    }

    private List<Fusion.Found> found(Query query, int most, double scale) throws IOException {
        List<Fusion.Found> all = new ArrayList<>();
        for (ScoreDoc found : searcher.search(query, most).scoreDocs) {
            List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
            LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(found.doc, leaves));
            int inside = found.doc - leaf.docBase;
            SortedDocValues document = leaf.reader().getSortedDocValues(PassageIndex.DOCUMENT);
            NumericDocValues ordinal = leaf.reader().getNumericDocValues(PassageIndex.ORDINAL);
            if (document != null && ordinal != null && document.advanceExact(inside) && ordinal.advanceExact(inside)) {
                String id = document.lookupOrd(document.ordValue()).utf8ToString();
                all.add(new Fusion.Found(
                        new Fusion.Key(UUID.fromString(id), (int) ordinal.longValue()), found.score * scale));
            }
        }
        return all;
    }
}
