package org.liaoyuan.server.space.index;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.Bits;

/** Which documents stand in the index, by one walk over its passages or by looking for each. */
final class Stamps {

    private Stamps() {}

    static Map<UUID, Long> all(IndexSearcher searcher) throws IOException {
        Map<UUID, Long> all = new HashMap<>();
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            LeafReader reader = leaf.reader();
            SortedDocValues documents = reader.getSortedDocValues(PassageIndex.DOCUMENT);
            NumericDocValues stamps = reader.getNumericDocValues(PassageIndex.STAMP);
            if (documents == null || stamps == null) {
                continue;
            }
            Bits live = reader.getLiveDocs();
            int last = -1;
            for (int doc = 0; doc < reader.maxDoc(); doc++) {
                // passages of one document lie side by side
                if ((live == null || live.get(doc))
                        && documents.advanceExact(doc)
                        && documents.ordValue() != last
                        && stamps.advanceExact(doc)) {
                    last = documents.ordValue();
                    all.put(UUID.fromString(documents.lookupOrd(last).utf8ToString()), stamps.longValue());
                }
            }
        }
        return all;
    }

    static Map<UUID, Long> of(IndexSearcher searcher, Collection<UUID> ids) throws IOException {
        Map<UUID, Long> found = new HashMap<>();
        for (UUID id : ids) {
            Term term = new Term(PassageIndex.DOCUMENT, id.toString());
            for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
                PostingsEnum passages = leaf.reader().postings(term, PostingsEnum.NONE);
                NumericDocValues stamps = leaf.reader().getNumericDocValues(PassageIndex.STAMP);
                Bits live = leaf.reader().getLiveDocs();
                // a document's passages come and go together: the first that is live tells of all
                int doc = passages == null ? PostingsEnum.NO_MORE_DOCS : passages.nextDoc();
                while (doc != PostingsEnum.NO_MORE_DOCS && live != null && !live.get(doc)) {
                    doc = passages.nextDoc();
                }
                if (doc != PostingsEnum.NO_MORE_DOCS && stamps != null && stamps.advanceExact(doc)) {
                    found.put(id, stamps.longValue());
                }
            }
        }
        return found;
    }
}
