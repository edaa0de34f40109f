package org.liaoyuan.server.space.index;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** One question to the index. INVARIANT: each query that is sent is bound to owners; there is no other way to ask. */
final class Question {

    /** So many of each kind are fused at least: one that is far down in both lists may be first of all. */
    private static final int EACH = 50;

    /** Among equals in the order of ids, not of segments: the same in an index that was made again. */
    private static final Sort BEST_FIRST = new Sort(
            SortField.FIELD_SCORE,
            new SortField(PassageIndex.DOCUMENT, SortField.Type.STRING),
            new SortField(PassageIndex.ORDINAL, SortField.Type.LONG));

    /** Of a long question the first words say enough. */
    private static final int MOST_WORDS = 64;

    private final IndexSearcher searcher;
    private final Query ours;
    private final String words;

    /** @param only ids of documents, beside which none is looked at; null for all of the owners */
    Question(IndexSearcher searcher, Collection<Owner> owners, String words, @Nullable Set<UUID> only) {
        this.searcher = searcher;
        this.ours = ours(owners, only);
        this.words = words;
    }

    private static Query ours(Collection<Owner> owners, @Nullable Set<UUID> only) {
        Query all = new TermInSetQuery(
                PassageIndex.OWNER,
                owners.stream().map(owner -> new BytesRef(owner.term())).toList());
        if (only == null) {
            return all;
        }
        List<BytesRef> ids =
                only.stream().map(id -> new BytesRef(id.toString())).toList();
        return new BooleanQuery.Builder()
                .add(all, Occur.FILTER)
                .add(new TermInSetQuery(PassageIndex.DOCUMENT, ids), Occur.FILTER)
                .build();
    }

    /** @param vector makes the question's, here, while its words are looked up beside */
    List<Hit> best(Supplier<float @Nullable []> vector, int limit) throws IOException {
        int each = Math.max(EACH, 2 * limit);
        // its end waits for the words: nobody reads with a searcher that was given back
        try (ExecutorService beside = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<List<Fusion.Found>> words = beside.submit(() -> byWords(each));
            List<Fusion.Found> meaning = byMeaning(vector.get(), each);
            return Fusion.of(words.get(), meaning, Fusion.MEANING, limit);
        } catch (ExecutionException e) {
            throw new IOException("the words can't be looked up", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the search was interrupted");
        }
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
    List<Fusion.Found> byMeaning(float @Nullable [] vector, int most) throws IOException {
        return vector == null ? List.of() : Nearest.of(searcher, ours, vector, most);
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
        List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
        List<Fusion.Found> all = new ArrayList<>();
        for (ScoreDoc found : searcher.search(query, most, BEST_FIRST).scoreDocs) {
            LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(found.doc, leaves));
            Fusion.Key key = new Keys(leaf.reader()).of(found.doc - leaf.docBase);
            // sorted by more than scores: they stand among the fields
            all.add(new Fusion.Found(key, (Float) ((FieldDoc) found).fields[0] * scale));
        }
        return all;
    }
}
