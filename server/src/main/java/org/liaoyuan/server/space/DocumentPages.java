package org.liaoyuan.server.space;

import jakarta.annotation.PreDestroy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.access.TryLaterException;
import org.liaoyuan.server.home.Home;
import org.liaoyuan.server.space.read.DrawnPage;
import org.liaoyuan.server.space.read.Limits;
import org.liaoyuan.server.space.read.ReaderProcess;
import org.liaoyuan.server.space.read.Unreadable;
import org.springframework.stereotype.Component;

/**
 * Pages of documents as pictures. They are drawn in a process of its own, not in the one that reads: nobody waits for a page until a
 * scan is read. One at a time; few wait, and not for long.
 */
@Component
class DocumentPages {

    private static final int MOST_WAITING = 8;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    /** For one page. */
    private static final Duration MOST_TIME = Duration.ofSeconds(15);

    private final Semaphore places = new Semaphore(MOST_WAITING);
    private final Semaphore turn = new Semaphore(1, true);
    private final Documents documents;
    private final Blobs blobs;
    private final PageCache cache;
    private final ReaderProcess drawer;

    DocumentPages(Documents documents, Blobs blobs, PageCache cache, SpaceSettings settings, Home home) {
        this.documents = documents;
        this.blobs = blobs;
        this.cache = cache;
        Limits reading = settings.limits();
        Limits limits = new Limits(
                reading.characters(),
                reading.unpacked(),
                reading.files(),
                MOST_TIME,
                1,
                Duration.ZERO,
                reading.pixels());
        Path folder = home.index().resolve("drawing");
        this.drawer = new ReaderProcess(limits, (int) settings.readerMemory().toMegabytes(), folder, Optional::empty);
    }

    /** Whether files of a media type have pages that are drawn. */
    static boolean areDrawn(String type) {
        return type.equals("application/pdf") || type.startsWith("image/");
    }

    /**
     * A page of a document of who asks.
     *
     * @throws RefusedException if there is no such document or page, or it can't be drawn
     * @throws TryLaterException if many wait for theirs
     */
    DrawnPage draw(UUID id, int page) throws InterruptedException {
        SpaceDocument document = documents.get(id);
        if (page < 1) {
            throw new IllegalArgumentException("the page is " + page + "; pages are counted from 1");
        }
        if (!areDrawn(document.type())) {
            throw RefusedException.conflict("The document " + id + " is "
                    + (document.type().isEmpty() ? "not read" : document.type())
                    + "; pages are drawn of PDFs and pictures that were read");
        }
        if (!blobs.has(document.sha256())) {
            throw RefusedException.gone("The bytes of the document " + id
                    + " are no longer in the data folder; upload it again, or restore a backup");
        }
        PageCache.Key key = new PageCache.Key(document.sha256(), page);
        Optional<DrawnPage> known = cache.get(key);
        if (known.isPresent()) {
            return known.get();
        }
        return inTurn(key, id);
    }

    private DrawnPage inTurn(PageCache.Key key, UUID id) throws InterruptedException {
        if (!places.tryAcquire()) {
            throw busy();
        }
        try {
            if (!turn.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw busy();
            }
            try {
                // whoever was before may have wanted the same
                Optional<DrawnPage> known = cache.get(key);
                DrawnPage page = known.isPresent() ? known.get() : drawer.draw(blobs.path(key.sha256()), key.page());
                cache.put(key, page);
                return page;
            } finally {
                turn.release();
            }
        } catch (Unreadable e) {
            throw refused(id, key.page(), e.reason());
        } finally {
            places.release();
        }
    }

    private static TryLaterException busy() {
        return new TryLaterException(
                503, "Other pages are being drawn; try again in a few seconds", Duration.ofSeconds(5));
    }

    private static RefusedException refused(UUID id, int page, Unreadable.Reason reason) {
        if (reason == Unreadable.Reason.MISSING) {
            return RefusedException.absent("The document " + id + " ends before page " + page);
        }
        return RefusedException.conflict("Page " + page + " of the document " + id + " can't be drawn: "
                + switch (reason) {
                    case ENCRYPTED -> "it needs a password";
                    case BOMB -> "it holds a picture, or unpacks to, more than is drawn";
                    case TOO_SLOW -> "it takes longer than " + MOST_TIME.toSeconds() + " s";
                    default -> "it breaks off, or is not what its kind demands";
                }
                + ". The text that was read is at /passages, the file itself at /file");
    }

    @PreDestroy
    void close() {
        drawer.close();
    }
}
