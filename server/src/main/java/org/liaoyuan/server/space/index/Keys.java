package org.liaoyuan.server.space.index;

import java.io.IOException;
import java.util.UUID;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;

/** Which passages the rows of a segment are. Rows are asked for in ascending order. */
final class Keys {

    private final SortedDocValues documents;
    private final NumericDocValues ordinals;

    Keys(LeafReader segment) throws IOException {
        this.documents = DocValues.getSorted(segment, PassageIndex.DOCUMENT);
        this.ordinals = DocValues.getNumeric(segment, PassageIndex.ORDINAL);
    }

    Fusion.Key of(int row) throws IOException {
        if (!documents.advanceExact(row) || !ordinals.advanceExact(row)) {
            throw new IOException("row " + row + " of the index says not which passage it is");
        }
        String id = documents.lookupOrd(documents.ordValue()).utf8ToString();
        return new Fusion.Key(UUID.fromString(id), (int) ordinals.longValue());
    }
}
