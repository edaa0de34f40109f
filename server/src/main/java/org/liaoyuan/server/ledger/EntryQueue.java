package org.liaoyuan.server.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Rows on their way to the table.
 *
 * <p>Guarantees: {@link #add} does not wait for the database unless the queue is full, in which case it writes its row itself;
 * rows are written many at once; a batch that fails is kept and tried again; {@link #flush} and {@link #close} return when
 * everything that was added before is written, or throw.
 */
final class EntryQueue implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EntryQueue.class);

    private static final int BATCH = 256;
    private static final long WAIT_SECONDS = 1;
    private static final Duration JOIN = Duration.ofSeconds(5);

    private final EntryStore store;
    private final BlockingQueue<Entry> waiting;
    private final Semaphore wake = new Semaphore(0);
    private final Thread writer;

    /** Taken from the queue, not known to be written. Guarded by this object's monitor. */
    private final List<Entry> batch = new ArrayList<>(BATCH);

    private volatile boolean closed;

    EntryQueue(EntryStore store, int capacity) {
        this.store = store;
        this.waiting = new ArrayBlockingQueue<>(capacity);
        this.writer = Thread.ofVirtual().name("ledger-writer").start(this::run);
    }

    void add(Entry entry) {
        boolean queued = waiting.offer(entry);
        wake.release();
        if (queued && !closed) {
            return;
        }
        try {
            if (queued) {
                // INVARIANT: close() looks at the queue after it has said so; who adds later writes for himself
                flush();
            } else {
                store.insert(List.of(entry));
            }
        } catch (DataAccessException e) {
            // an answer that was made is not taken back because it can't be booked
            LOG.error("a row of the ledger is lost: the database refuses it", e);
        }
    }

    private void run() {
        while (!closed) {
            try {
                if (wake.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS) || hasFailedBatch()) {
                    wake.drainPermits();
                    flush();
                }
            } catch (InterruptedException e) {
                return;
            } catch (DataAccessException e) {
                LOG.warn("the ledger can't be written just now; {} rows wait in the queue", waiting.size(), e);
            }
        }
    }

    private synchronized boolean hasFailedBatch() {
        return !batch.isEmpty();
    }

    /** @throws DataAccessException if the database refuses; nothing is lost, the next call tries again */
    synchronized void flush() {
        do {
            if (batch.isEmpty()) {
                waiting.drainTo(batch, BATCH);
            }
            if (!batch.isEmpty()) {
                store.insert(batch);
                batch.clear();
            }
        } while (!waiting.isEmpty());
    }

    @Override
    public void close() {
        closed = true;
        wake.release();
        try {
            writer.join(JOIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        flush();
    }
}
