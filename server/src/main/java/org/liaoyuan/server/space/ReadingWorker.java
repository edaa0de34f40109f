package org.liaoyuan.server.space;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.liaoyuan.server.ledger.BudgetExceededException;
import org.liaoyuan.server.model.Caller;
import org.liaoyuan.server.space.read.DocumentReader;
import org.liaoyuan.server.space.read.Passage;
import org.liaoyuan.server.space.read.Passages;
import org.liaoyuan.server.space.read.ReaderProcess;
import org.liaoyuan.server.space.read.Unreadable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Reads what waits, one document at a time, and clears away what was deleted. Whatever a document does, the next one is read; a
 * process that is killed leaves it to the next process.
 */
@Component
class ReadingWorker {

    /** How late it is seen what others do in the same database; uploads here are seen at once. */
    private static final Duration EVERY = Duration.ofSeconds(2);

    /** How long the words of what was deleted stand in the files of the index at most, where the process runs and is not always reading. */
    private static final Duration TIDY_EVERY = Duration.ofMinutes(10);

    private final Rounds rounds = new Rounds("space-reader", EVERY, this::round);
    private final Work work;
    private final Blobs blobs;
    private final ReaderProcess reader;
    private final Meaning meaning;
    private final IndexMirror mirror;
    private final Leftovers leftovers;
    private final PicturePart pictures;
    private final SoundWorker sounds;
    private boolean reconciled;
    private boolean couldReadPictures;
    private long tidiedAt = System.nanoTime();

    ReadingWorker(
            Work work,
            Blobs blobs,
            ReaderProcess reader,
            Meaning meaning,
            IndexMirror mirror,
            Leftovers leftovers,
            PicturePart pictures,
            SoundWorker sounds) {
        this.work = work;
        this.blobs = blobs;
        this.reader = reader;
        this.meaning = meaning;
        this.mirror = mirror;
        this.leftovers = leftovers;
        this.pictures = pictures;
        this.sounds = sounds;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        rounds.start();
    }

    /** There is something to read. */
    void wake() {
        rounds.wake();
    }

    private void round() throws InterruptedException {
        if (!reconciled) {
            mirror.reconcile();
            reconciled = true;
        }
        readAll();
    }

    private void readAll() throws InterruptedException {
        if (pictures.isHere() && !couldReadPictures) {
            work.retry(Unreadable.Reason.NEEDS_OCR);
            mirror.reconcile();
        }
        couldReadPictures = pictures.isHere();
        boolean any = true;
        while (any && !rounds.isClosed()) {
            Optional<Work.Job> job = work.claim(Work.Lane.DOCUMENTS);
            any = job.isPresent();
            if (any) {
                read(job.get());
                mirror.reconcile();
            }
        }
        leftovers.sweep();
        // what others changed in the same database, and people who were deleted
        mirror.reconcile();
        mirror.keep();
        if (System.nanoTime() - tidiedAt > TIDY_EVERY.toNanos()) {
            mirror.tidy();
            tidiedAt = System.nanoTime();
        }
    }

    private void read(Work.Job job) throws InterruptedException {
        try {
            if (job.attempts() > Work.MOST_ATTEMPTS) {
                throw new Unreadable(Unreadable.Reason.INTERNAL);
            }
            if (!blobs.has(job.sha256())) {
                throw new Unreadable(Unreadable.Reason.MISSING);
            }
            Optional<String> sound = SoundReader.type(blobs.path(job.sha256()), job.name());
            if (sound.isPresent()) {
                work.handOver(job, sound.get());
                sounds.wake();
                return;
            }
            DocumentReader.Content content =
                    reader.read(blobs.path(job.sha256()), job.name(), (done, all) -> work.progress(job, done, all));
            List<Passage> passages = Passages.of(content.blocks());
            Caller owner = new Caller("", job.payer(), job.owner().organisation());
            work.finish(job, content.type(), content.leftOut(), passages, meaning.of(passages, owner));
        } catch (Unreadable e) {
            work.fail(job, e.reason());
        } catch (BudgetExceededException e) {
            work.fail(job, Unreadable.Reason.BUDGET);
        } catch (InterruptedException e) {
            work.giveBack(job);
            throw e;
        }
    }

    @PreDestroy
    void close() throws InterruptedException {
        rounds.close();
    }
}
