package org.liaoyuan.server.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.sound.Clip;

/** A conversation under test: what happens in it, in its order. */
final class Conversation implements AutoCloseable {

    private static final int BLOCK = 512;

    static final VoiceSettings SETTINGS = new VoiceSettings(
            2, Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ofMinutes(1), Duration.ofMinutes(5), true);

    final VoiceConversation talk;
    private final BlockingQueue<VoiceEvent> events = new LinkedBlockingQueue<>();
    final List<VoiceEvent> seen = new ArrayList<>();

    @SuppressWarnings("NullAway") // what begins a conversation by its parts needs no others
    Conversation(Talk.Parts parts, VoiceOptions options) {
        this(new VoiceConversations(null, null, null, null, null, SETTINGS), parts, options);
    }

    @SuppressWarnings("NullAway")
    Conversation(VoiceSettings settings, Talk.Parts parts, VoiceOptions options) {
        this(new VoiceConversations(null, null, null, null, null, settings), parts, options);
    }

    Conversation(VoiceConversations all, Talk.Parts parts, VoiceOptions options) {
        this.talk = all.begin(Identity.local(Identity.Way.OPEN, ""), options, events::add, parts);
    }

    static VoiceOptions options(TurnDetection turns) {
        VoiceOptions o = VoiceOptions.talk("fake");
        return new VoiceOptions(
                false, o.model(), "", 0, -1, o.listener(), "", "", turns, true, o.speaker(), o.manner());
    }

    /** All of it, faster than it was spoken. */
    Conversation hear(Clip clip) {
        assertThat(talk.hear(clip, null)).isTrue();
        return this;
    }

    /** Block after block, each looked at before the next, until an event of this kind. @return seconds that were needed */
    double hearUntil(Class<? extends VoiceEvent> kind, Clip clip) throws InterruptedException {
        for (int from = 0; from + BLOCK <= clip.length(); from += BLOCK) {
            hear(clip.between(clip.rate().seconds(from), clip.rate().seconds(from + BLOCK)));
            settle();
            for (VoiceEvent event = events.poll(); event != null; event = events.poll()) {
                seen.add(event);
                if (kind.isInstance(event)) {
                    return clip.rate().seconds(from + BLOCK);
                }
            }
        }
        throw new AssertionError("no " + kind.getSimpleName() + " in " + clip.seconds() + " s, but " + seen);
    }

    /** Until all that was sent is looked at. */
    void settle() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        talk.change(same -> same, options -> done.countDown(), null);
        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
    }

    /** Waits for the next event of a kind; what came before is in {@link #seen}. */
    <T extends VoiceEvent> T next(Class<T> kind) throws InterruptedException {
        for (VoiceEvent event = poll(); event != null; event = poll()) {
            seen.add(event);
            if (kind.isInstance(event)) {
                return kind.cast(event);
            }
        }
        throw new AssertionError("no " + kind.getSimpleName() + ", but " + seen);
    }

    private @Nullable VoiceEvent poll() throws InterruptedException {
        return events.poll(60, TimeUnit.SECONDS);
    }

    /** What has happened and was not looked at. */
    List<VoiceEvent> rest() {
        List<VoiceEvent> rest = new ArrayList<>();
        events.drainTo(rest);
        return rest;
    }

    @Override
    public void close() throws InterruptedException {
        talk.close();
        talk.awaitEnd(Duration.ofSeconds(30));
    }
}
