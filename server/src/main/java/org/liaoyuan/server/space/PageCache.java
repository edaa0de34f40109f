package org.liaoyuan.server.space;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.Predicate;
import org.liaoyuan.server.space.read.DrawnPage;
import org.springframework.stereotype.Component;

/**
 * The pages that were drawn last, in memory, {@link #MOST} bytes of them. Nothing of it outlives its file: whoever deletes files calls
 * {@link #keep}. Thread-safe.
 */
@Component
class PageCache {

    private static final long MOST = 32_000_000;

    /** @param sha256 of the document's bytes */
    record Key(String sha256, int page) {}

    private final LinkedHashMap<Key, DrawnPage> pages = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    synchronized Optional<DrawnPage> get(Key key) {
        return Optional.ofNullable(pages.get(key));
    }

    synchronized void put(Key key, DrawnPage page) {
        remove(key);
        pages.put(key, page);
        bytes += page.bytes().length;
        while (bytes > MOST && pages.size() > 1) {
            remove(pages.firstEntry().getKey());
        }
    }

    /** Forgets the pages of all files but these, by their SHA-256. */
    synchronized void keep(Predicate<String> files) {
        for (Key key : pages.keySet().toArray(Key[]::new)) {
            if (!files.test(key.sha256)) {
                remove(key);
            }
        }
    }

    private void remove(Key key) {
        DrawnPage old = pages.remove(key);
        bytes -= old == null ? 0 : old.bytes().length;
    }
}
