package org.liaoyuan.server.voice;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.SampleRate;
import org.liaoyuan.sound.dsp.Resampler;

/**
 * One conversation by voice. What is asked of it is done in that order on a thread of its own, which tells by {@link VoiceEvent}s
 * what came of it. Thread-safe; every method waits only while the conversation is behind with what came before, and only for so long.
 * Close it: it ends what is under way.
 */
public final class VoiceConversation implements AutoCloseable {

    private static final Duration MOST_WAIT = Duration.ofSeconds(30);
    private static final int SMALL = 256;

    private final Inbox inbox;
    private final Talk talk;
    private final VoiceSettings settings;
    private final Consumer<VoiceEvent> events;
    private final Runnable whenOver;
    private final Thread thread;
    private final long began = System.nanoTime();
    private volatile long lastRequest = began;
    private volatile VoiceEvent.Reason reason = VoiceEvent.Reason.CLOSED;
    private @Nullable Resampler resampler;
    private @Nullable SampleRate rate;
    private float[] resampled = new float[0];

    VoiceConversation(
            Inbox inbox,
            Talk talk,
            VoiceSettings settings,
            Consumer<VoiceEvent> events,
            UnaryOperator<Runnable> wrapped,
            Runnable whenOver) {
        this.inbox = inbox;
        this.talk = talk;
        this.settings = settings;
        this.events = events;
        this.whenOver = whenOver;
        this.thread = Thread.ofVirtual().name("voice-conversation").unstarted(wrapped.apply(this::run));
    }

    void start() {
        thread.start();
    }

    /**
     * More of what the microphone hears.
     *
     * @param samples the array is not used otherwise any more
     * @return false if the conversation is over, or so far behind that it has to be given up
     */
    public boolean hear(Clip samples, @Nullable String request) {
        return ask(request, SMALL + 4 * samples.length(), () -> hear(samples));
    }

    private void hear(Clip clip) {
        if (clip.rate().equals(RecentSound.RATE)) {
            talk.hear(clip.samples(), clip.length());
            return;
        }
        Resampler current = resampler;
        if (current == null || !clip.rate().equals(rate)) {
            current = new Resampler(clip.rate(), RecentSound.RATE);
            resampler = current;
            rate = clip.rate();
        }
        if (resampled.length < current.most(clip.length())) {
            resampled = new float[current.most(clip.length())];
        }
        talk.hear(resampled, current.process(clip.samples(), clip.length(), resampled));
    }

    /** What was heard is a turn, whole as it is. */
    public boolean commit(@Nullable String request) {
        return ask(request, SMALL, talk::commit);
    }

    /** What was heard and is no turn yet is forgotten. */
    public boolean clear(@Nullable String request) {
        return ask(request, SMALL, talk::clear);
    }

    /**
     * Adds a turn that was not spoken.
     *
     * @param previous id of the item behind which it is put; null for the end, {@code root} for the beginning
     */
    public boolean add(Item item, @Nullable String previous, @Nullable String request) {
        return ask(request, SMALL + item.text().length(), () -> talk.add(item, previous));
    }

    public boolean delete(String item, @Nullable String request) {
        return ask(request, SMALL, () -> talk.delete(item));
    }

    /** Of a spoken answer no more than so much was heard. */
    public boolean truncate(String item, long millis, @Nullable String request) {
        return ask(request, SMALL, () -> talk.truncate(item, millis));
    }

    /** Has the conversation answered as it stands, with options of its own where there are. */
    public boolean respond(UnaryOperator<VoiceOptions> changed, @Nullable String request) {
        return ask(request, SMALL, () -> talk.respond(changed));
    }

    /** @param reply null for whichever is under way */
    public boolean cancel(@Nullable String reply, @Nullable String request) {
        return ask(request, SMALL, () -> talk.cancel(reply));
    }

    /**
     * Changes the options.
     *
     * @param told what they are now, on the conversation's thread
     */
    public boolean change(UnaryOperator<VoiceOptions> changed, Consumer<VoiceOptions> told, @Nullable String request) {
        return ask(request, SMALL, () -> told.accept(talk.change(changed)));
    }

    /** Tells what the conversation has under an id; empty text for what is not known. */
    public boolean look(String item, Consumer<Item> told, @Nullable String request) {
        return ask(request, SMALL, () -> told.accept(talk.item(item)));
    }

    private boolean ask(@Nullable String request, int bytes, Runnable work) {
        lastRequest = System.nanoTime();
        try {
            return inbox.request(
                    () -> {
                        try {
                            work.run();
                        } catch (RuntimeException e) {
                            events.accept(new VoiceEvent.Problem(request, e));
                        }
                    },
                    bytes,
                    MOST_WAIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void run() {
        try {
            while (!inbox.isClosed()) {
                Runnable next = inbox.take(!talk.isBehind(), Duration.ofSeconds(1));
                if (next != null) {
                    next.run();
                }
                look();
            }
        } catch (InterruptedException closed) {
            // it is over
        } catch (RuntimeException e) {
            reason = VoiceEvent.Reason.FAILED;
            events.accept(new VoiceEvent.Problem(null, e));
        } finally {
            inbox.close();
            talk.close();
            try {
                events.accept(new VoiceEvent.Ended(reason));
            } finally {
                whenOver.run();
            }
        }
    }

    private void look() {
        long now = System.nanoTime();
        if (now - began > settings.longest().toNanos()) {
            end(VoiceEvent.Reason.TOO_LONG);
        } else if (now - lastRequest > settings.idle().toNanos()) {
            end(VoiceEvent.Reason.IDLE);
        } else if (talk.isRefused()) {
            end(VoiceEvent.Reason.REFUSED);
        }
    }

    private void end(VoiceEvent.Reason why) {
        reason = why;
        inbox.close();
    }

    @Override
    public void close() {
        inbox.close();
        thread.interrupt();
    }

    /** For the end of the process. */
    void awaitEnd(Duration most) throws InterruptedException {
        var unused = thread.join(most);
    }
}
