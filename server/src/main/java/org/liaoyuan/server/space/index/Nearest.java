package org.liaoyuan.server.space.index;

import java.io.IOException;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/**
 * The nearest vectors by comparing with each one of the owner: exact, the same after the index is made again, and in time that grows
 * with the owner's passages and not with everybody's. A graph (HNSW) is faster beyond some hundred thousand passages of one owner, but
 * is built anew with each merge, and answers a little differently each time.
 */
final class Nearest {

    private final Dots question;
    private final int most;
    /** The worst first. */
    private final PriorityQueue<Fusion.Found> best;

    private Nearest(float[] vector, int most) {
        this.question = new Dots(Rounded.of(vector));
        this.most = most;
        this.best = new PriorityQueue<>(most + 1, Fusion.Found.BEST_FIRST.reversed());
    }

    /** The best first; scores are from 0 to 1, as Lucene has it for unit vectors. */
    static List<Fusion.Found> of(IndexSearcher searcher, Query ours, float[] vector, int most) throws IOException {
        Nearest nearest = new Nearest(vector, most);
        Weight weight = searcher.createWeight(searcher.rewrite(ours), ScoreMode.COMPLETE_NO_SCORES, 1);
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            Scorer scorer = weight.scorer(leaf);
            BinaryDocValues vectors = leaf.reader().getBinaryDocValues(PassageIndex.VECTOR);
            if (scorer != null && vectors != null) {
                nearest.look(scorer.iterator(), vectors, leaf.reader().getLiveDocs(), new Keys(leaf.reader()));
            }
        }
        return nearest.best.stream().sorted(Fusion.Found.BEST_FIRST).toList();
    }

    /** Which passage it is, is looked up only for the few that are better than the worst so far, or as good. */
    private void look(DocIdSetIterator rows, BinaryDocValues vectors, @Nullable Bits live, Keys keys)
            throws IOException {
        double worst = worst();
        for (int row = rows.nextDoc(); row != DocIdSetIterator.NO_MORE_DOCS; row = rows.nextDoc()) {
            if ((live == null || live.get(row)) && vectors.advanceExact(row)) {
                double score = (1.0 + question.with(vectors.binaryValue())) / 2;
                if (score >= worst) {
                    best.add(new Fusion.Found(keys.of(row), score));
                    if (best.size() > most) {
                        best.remove();
                    }
                    worst = worst();
                }
            }
        }
    }

    private double worst() {
        Fusion.Found worst = best.peek();
        return worst == null || best.size() < most ? Double.NEGATIVE_INFINITY : worst.score();
    }
}
