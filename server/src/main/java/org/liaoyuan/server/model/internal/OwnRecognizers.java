package org.liaoyuan.server.model.internal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.liaoyuan.engine.BusyException;
import org.liaoyuan.server.model.ModelNotReadyException;
import org.liaoyuan.sound.AudioException;
import org.liaoyuan.sound.recognition.Recognizer;
import org.liaoyuan.sound.recognition.sherpa.SherpaModel;
import org.liaoyuan.sound.recognition.sherpa.SherpaRecognizer;

/**
 * Models that an operator brought, each loaded at its first use. At most two are in memory: the one used longest ago goes first, but
 * none that is in use. A folder whose files were exchanged is loaded anew. Thread-safe.
 */
final class OwnRecognizers implements AutoCloseable {

    private static final int MOST = 2;

    private final int threads;
    private final int waiting;
    private final Duration again;
    /** The one used longest ago first. */
    private final Map<String, Loaded> loaded = new LinkedHashMap<>(4, 0.75f, true);

    private boolean closed;

    /**
     * @param threads of one call
     * @param waiting calls of one model
     * @param again when somebody may ask again for whom there is no place
     */
    OwnRecognizers(int threads, int waiting, Duration again) {
        this.threads = threads;
        this.waiting = waiting;
        this.again = again;
    }

    private static final class Loaded {
        private final SherpaModel model;
        private final Recognizer recognizer;
        private int users;

        Loaded(SherpaModel model, Recognizer recognizer) {
            this.model = model;
            this.recognizer = recognizer;
        }
    }

    /** A recogniser that stays while it is used. */
    final class Lease implements AutoCloseable {
        private final Loaded used;

        private Lease(Loaded used) {
            this.used = used;
        }

        Recognizer recognizer() {
            return used.recognizer;
        }

        @Override
        public void close() {
            synchronized (OwnRecognizers.this) {
                used.users--;
            }
        }
    }

    /**
     * @param library of sherpa-onnx
     * @throws BusyException if all places are in use
     * @throws ModelNotReadyException if it does not load
     */
    synchronized Lease use(SherpaModel model, Path library) {
        if (closed) {
            throw new ModelNotReadyException("the server is stopping");
        }
        String name = model.folder().getFileName().toString();
        Loaded known = loaded.get(name);
        // what was read of a folder is the same object as long as its files are the same
        if (known != null && known.model != model && known.users == 0) {
            loaded.remove(name);
            known.recognizer.close();
            known = null;
        }
        if (known == null) {
            makeRoom();
            known = new Loaded(model, open(model, library));
            loaded.put(name, known);
        }
        known.users++;
        return new Lease(known);
    }

    private SherpaRecognizer open(SherpaModel model, Path library) {
        try {
            return new SherpaRecognizer(model, library, threads, waiting);
        } catch (AudioException e) {
            throw new ModelNotReadyException(String.valueOf(e.getMessage()));
        }
    }

    private void makeRoom() {
        Iterator<Loaded> oldest = loaded.values().iterator();
        while (loaded.size() >= MOST && oldest.hasNext()) {
            Loaded next = oldest.next();
            if (next.users == 0) {
                oldest.remove();
                next.recognizer.close();
            }
        }
        if (loaded.size() >= MOST) {
            throw new BusyException(waiting, again);
        }
    }

    synchronized List<String> names() {
        return new ArrayList<>(loaded.keySet());
    }

    @Override
    public synchronized void close() {
        closed = true;
        loaded.values().forEach(one -> one.recognizer.close());
        loaded.clear();
    }
}
