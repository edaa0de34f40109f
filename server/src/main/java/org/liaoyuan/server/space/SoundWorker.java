package org.liaoyuan.server.space;

import jakarta.annotation.PreDestroy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.liaoyuan.engine.BusyException;
import org.liaoyuan.server.ledger.BudgetExceededException;
import org.liaoyuan.server.model.Caller;
import org.liaoyuan.server.space.read.Unreadable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Writes down sound that waits, one file at a time, beside {@link ReadingWorker}: an hour of it takes minutes, and documents do not wait
 * for that.
 */
@Component
class SoundWorker {

    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final int PROGRESS_SECONDS = 10;

    private final Rounds rounds = new Rounds("space-sound", EVERY, this::round);
    private final Work work;
    private final Blobs blobs;
    private final SoundReader reader;
    private final Meaning meaning;
    private final IndexMirror mirror;
    private boolean couldRead;
    private boolean couldTell;

    SoundWorker(Work work, Blobs blobs, SoundReader reader, Meaning meaning, IndexMirror mirror) {
        this.work = work;
        this.blobs = blobs;
        this.reader = reader;
        this.meaning = meaning;
        this.mirror = mirror;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        rounds.start();
    }

    /** There is sound to write down. */
    void wake() {
        rounds.wake();
    }

    private void round() throws InterruptedException {
        boolean can = reader.isHere();
        if (can && !couldRead) {
            work.retry(Unreadable.Reason.NEEDS_SPEECH);
        }
        couldRead = can;
        boolean tells = can && reader.tellsSpeakers();
        if (tells && !couldTell) {
            work.retry(Unreadable.Reason.NEEDS_SPEAKERS);
        }
        couldTell = tells;
        boolean any = true;
        while (any && !rounds.isClosed()) {
            Optional<Work.Job> job = work.claim(Work.Lane.SOUND);
            any = job.isPresent();
            if (any) {
                read(job.get());
                mirror.reconcile();
            }
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
            Path file = blobs.path(job.sha256());
            Caller owner = new Caller("", job.payer(), job.owner().organisation());
            SoundReader.Read read = reader.read(file, owner, progress(job));
            String type =
                    SoundReader.type(file, job.name()).orElseThrow(() -> new Unreadable(Unreadable.Reason.UNSUPPORTED));
            work.finish(
                    job, type, read.leftOut(), read.passages(), meaning.of(read.passages(), owner), read.speakers());
        } catch (Unreadable e) {
            work.fail(job, e.reason());
        } catch (BudgetExceededException e) {
            work.fail(job, Unreadable.Reason.BUDGET);
        } catch (BusyException e) {
            work.giveBack(job);
            TimeUnit.SECONDS.sleep(e.retryAfter().toSeconds() + 1);
        } catch (InterruptedException e) {
            work.giveBack(job);
            throw e;
        }
    }

    /** A row is not written for each sentence. */
    private SoundReader.Progress progress(Work.Job job) {
        int[] told = {-PROGRESS_SECONDS};
        return (seconds, all) -> {
            if (seconds - told[0] >= PROGRESS_SECONDS) {
                told[0] = (int) seconds;
                work.progress(job, (int) seconds, (int) Math.ceil(all));
            }
        };
    }

    @PreDestroy
    void close() throws InterruptedException {
        rounds.close();
    }
}
