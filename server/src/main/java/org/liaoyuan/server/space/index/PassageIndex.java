package org.liaoyuan.server.space.index;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * Passages by words and by meaning, in one folder. Thread-safe. A change is seen by questions after {@link #publish}, all of it or
 * nothing. It is written to the disk some seconds later, with those that came meanwhile: a process that is killed leaves the index as
 * it was at one moment of its last seconds. That loses nothing, for whoever opens it compares what {@link #stamps} says with the
 * passages it has; to sync the disk for each document took longer than to index it.
 *
 * <p>One of another {@link #VERSION}, or one that can't be opened, is deleted: whoever has the passages puts them in again, see
 * {@link #stamps}.
 */
public final class PassageIndex implements Closeable {

    /** Of what is in it; raise it with fields, analysis, or the model of the vectors. */
    static final String VERSION = "2";

    static final String OWNER = "owner";
    static final String DOCUMENT = "document";
    static final String ORDINAL = "ordinal";
    static final String STAMP = "stamp";
    static final String VECTOR = "vector";

    /** How long a change may be lost by a kill; what was lost is put in again. */
    private static final Duration LONGEST_UNKEPT = Duration.ofSeconds(5);

    private static final double BUFFER_MEGABYTES = 32;

    /** Those that were deleted count in the statistics of words until they are merged away. */
    private static final double MOST_DELETED_PERCENT = 10;

    private final Directory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private long keptAt = System.nanoTime();

    private PassageIndex(Directory directory, IndexWriter writer) throws IOException {
        this.directory = directory;
        this.writer = writer;
        this.searchers = new SearcherManager(writer, null);
    }

    /** Opens what is there, or begins an empty one. */
    public static PassageIndex open(Path folder) throws IOException {
        PassageIndex known = Files.isDirectory(folder) ? openKnown(folder) : null;
        if (known != null) {
            return known;
        }
        FileSystemUtils.deleteRecursively(folder);
        return begin(folder);
    }

    private static @Nullable PassageIndex openKnown(Path folder) throws IOException {
        Directory directory = FSDirectory.open(folder);
        IndexWriter writer = null;
        try {
            writer = new IndexWriter(directory, config(IndexWriterConfig.OpenMode.APPEND));
            for (Map.Entry<String, String> data : writer.getLiveCommitData()) {
                if (data.getKey().equals("version") && data.getValue().equals(VERSION)) {
                    return new PassageIndex(directory, writer);
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            // no index, a damaged one, or one of a Lucene that is not known
        }
        if (writer != null) {
            writer.rollback();
        }
        directory.close();
        return null;
    }

    private static PassageIndex begin(Path folder) throws IOException {
        Directory directory = FSDirectory.open(folder);
        IndexWriter writer = new IndexWriter(directory, config(IndexWriterConfig.OpenMode.CREATE));
        writer.setLiveCommitData(Map.of("version", VERSION).entrySet());
        writer.commit();
        return new PassageIndex(directory, writer);
    }

    private static IndexWriterConfig config(IndexWriterConfig.OpenMode mode) {
        return new IndexWriterConfig(Words.analyzer())
                .setOpenMode(mode)
                .setCommitOnClose(false)
                .setRAMBufferSizeMB(BUFFER_MEGABYTES)
                .setMergePolicy(new TieredMergePolicy()
                        .setDeletesPctAllowed(MOST_DELETED_PERCENT)
                        .setForceMergeDeletesPctAllowed(0));
    }

    /**
     * Puts a document in, in place of what there was of it.
     *
     * @param stamp what {@link #stamps} says of it
     */
    public synchronized void put(Owner owner, UUID id, long stamp, List<Entry> entries) throws IOException {
        List<Document> documents = new ArrayList<>();
        for (Entry entry : entries) {
            Document document = new Document();
            document.add(new StringField(OWNER, owner.term(), Field.Store.NO));
            document.add(new StringField(DOCUMENT, id.toString(), Field.Store.NO));
            document.add(new SortedDocValuesField(DOCUMENT, new BytesRef(id.toString())));
            document.add(new NumericDocValuesField(ORDINAL, entry.ordinal()));
            document.add(new NumericDocValuesField(STAMP, stamp));
            document.add(new TextField(Words.TITLE, entry.title(), Field.Store.NO));
            document.add(new TextField(Words.TEXT, entry.text(), Field.Store.NO));
            document.add(new TextField(Words.PAIRS, entry.text(), Field.Store.NO));
            document.add(
                    new BinaryDocValuesField(VECTOR, Rounded.of(entry.vector()).stored()));
            documents.add(document);
        }
        writer.updateDocuments(new Term(DOCUMENT, id.toString()), documents);
        keep();
    }

    public synchronized void remove(Set<UUID> ids) throws IOException {
        if (!ids.isEmpty()) {
            writer.deleteDocuments(
                    ids.stream().map(id -> new Term(DOCUMENT, id.toString())).toArray(Term[]::new));
            keep();
        }
    }

    /** Questions see all changes from now on. */
    public void publish() throws IOException {
        searchers.maybeRefreshBlocking();
    }

    /** Writes changes to the disk, if the last time is long enough ago. */
    public synchronized void keep() throws IOException {
        if (writer.hasUncommittedChanges() && System.nanoTime() - keptAt > LONGEST_UNKEPT.toNanos()) {
            write();
        }
    }

    private synchronized void write() throws IOException {
        writer.commit();
        keptAt = System.nanoTime();
    }

    /**
     * Writes parts that hold something deleted anew, without it: until then its words stand in the files, and count. Takes as long as
     * it takes to copy those parts; questions and changes go on meanwhile.
     */
    public void tidy() throws IOException {
        if (writer.hasDeletions()) {
            writer.forceMergeDeletes();
            publish();
            write();
        }
    }

    /** All documents that questions see, with their stamps. */
    public Map<UUID, Long> stamps() throws IOException {
        IndexSearcher searcher = searchers.acquire();
        try {
            return Stamps.all(searcher);
        } finally {
            searchers.release(searcher);
        }
    }

    /** Those of these documents that questions see, with their stamps. */
    public Map<UUID, Long> stamps(Collection<UUID> ids) throws IOException {
        IndexSearcher searcher = searchers.acquire();
        try {
            return Stamps.of(searcher, ids);
        } finally {
            searchers.release(searcher);
        }
    }

    /** As {@link #find(Collection, String, float[], int)}, of one owner. */
    public List<Hit> find(Owner owner, String question, float @Nullable [] vector, int limit) throws IOException {
        return find(Set.of(owner), question, vector, limit);
    }

    /**
     * The best passages of these owners.
     *
     * @param vector of the question; null to go by its words alone
     */
    public List<Hit> find(Collection<Owner> owners, String question, float @Nullable [] vector, int limit)
            throws IOException {
        return find(owners, question, vector, null, limit);
    }

    /**
     * The best passages of some documents of these owners.
     *
     * @param only ids of these documents; null for all
     */
    public List<Hit> find(
            Collection<Owner> owners, String question, float @Nullable [] vector, @Nullable Set<UUID> only, int limit)
            throws IOException {
        return ask(owners, question, vector, only, asked -> asked.best(limit));
    }

    /** What is made of a question's lists. */
    interface Reading<T> {

        T of(Question question) throws IOException;
    }

    <T> T ask(Collection<Owner> owners, String question, float @Nullable [] vector, Reading<T> reading)
            throws IOException {
        return ask(owners, question, vector, null, reading);
    }

    private <T> T ask(
            Collection<Owner> owners,
            String question,
            float @Nullable [] vector,
            @Nullable Set<UUID> only,
            Reading<T> reading)
            throws IOException {
        IndexSearcher searcher = searchers.acquire();
        try {
            return reading.of(new Question(searcher, owners, question, vector, only));
        } finally {
            searchers.release(searcher);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        try (directory;
                writer;
                searchers) {
            writer.commit();
        }
    }
}
