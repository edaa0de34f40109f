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
        List<List<Fusion.Key>> lists = new ArrayList<>();
        lists.add(keys(byWords(), each));
        if (vector != null) {
            lists.add(keys(new KnnFloatVectorQuery(PassageIndex.VECTOR, vector, each, ours), each));
        }
        return Fusion.of(lists, limit);
    }

    private Query byWords() {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        add(any, Words.TEXT, 1);
        add(any, Words.PAIRS, 0.5f);
        add(any, Words.TITLE, 0.5f);
        return new BooleanQuery.Builder()
                .add(any.build(), Occur.MUST)
                .add(ours, Occur.FILTER)
                .build();
    }

    private void add(BooleanQuery.Builder any, String field, float weight) {
        Words.of(field, words).stream()
                .limit(MOST_WORDS)
                .forEach(word -> any.add(new BoostQuery(new TermQuery(new Term(field, word)), weight), Occur.SHOULD));
    }

    private List<Fusion.Key> keys(Query query, int most) throws IOException {
        List<Fusion.Key> keys = new ArrayList<>();
        for (ScoreDoc found : searcher.search(query, most).scoreDocs) {
            List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
            LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(found.doc, leaves));
            int inside = found.doc - leaf.docBase;
            SortedDocValues document = leaf.reader().getSortedDocValues(PassageIndex.DOCUMENT);
            NumericDocValues ordinal = leaf.reader().getNumericDocValues(PassageIndex.ORDINAL);
            if (document != null && ordinal != null && document.advanceExact(inside) && ordinal.advanceExact(inside)) {
                String id = document.lookupOrd(document.ordValue()).utf8ToString();
                keys.add(new Fusion.Key(UUID.fromString(id), (int) ordinal.longValue()));
            }
        }
        return keys;
    }
}
