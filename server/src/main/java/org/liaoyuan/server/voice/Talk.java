package org.liaoyuan.server.voice;

import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.engine.ChatMessage;
import org.liaoyuan.engine.Usage;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.recognition.RecognitionOptions.Effort;
import org.liaoyuan.sound.recognition.Transcript;
import org.liaoyuan.sound.vad.VoiceActivity;

/**
 * Who has said what in a conversation, and whose turn it is. Everything of it happens on the conversation's thread: an answer that
 * is interrupted is silent from that moment on, whatever its threads still do.
 */
final class Talk implements AutoCloseable, Hearing.Listener, Reply.Listener {

    private static final double LEAST_COMMITTED = 0.1;
    private static final double WAKING = 0.2;

    private final Inbox inbox;
    private final Parts parts;
    private final VoiceSettings settings;
    private final Consumer<VoiceEvent> events;
    private final Function<Runnable, Runnable> wrapped;
    private final Transcriptions transcriptions;
    private final History history = new History();
    private final HeldSound held = new HeldSound();
    private final ReadingAhead ahead;

    private volatile VoiceOptions options;
    private @Nullable Hearing hearing;
    private long heard;
    private @Nullable Reply reply;
    /** The last spoken answer, which may be played still. */
    private @Nullable Reply last;
    /** Whether a turn is written down that wants an answer. */
    private boolean owed;

    private boolean refused;

    /** What a conversation is made of, beside itself. */
    interface Parts extends Reply.Voice {

        /** @throws RuntimeException if there is none on this machine */
        VoiceActivity activity();

        Transcript transcribe(VoiceOptions options, Clip clip, Effort effort);

        /** Whether words are written down while they are spoken, again and again: a provider would charge each time. */
        boolean listensAtHome(VoiceOptions options);

        /**
         * Has the model of this machine read what an answer begins with; the last message is the person's if they have said
         * something. Returns when it is read, or will not be; an interrupt of the thread ends it.
         */
        void prepare(VoiceOptions options, List<ChatMessage> messages) throws InterruptedException;

        /** @throws RuntimeException if one of the models is not open to who talks */
        void require(VoiceOptions options);

        /** @throws RefusedException if who talks may not any more */
        void requireStillIn();
    }

    Talk(
            Inbox inbox,
            Parts parts,
            VoiceOptions options,
            VoiceSettings settings,
            Consumer<VoiceEvent> events,
            Function<Runnable, Runnable> wrapped) {
        this.inbox = inbox;
        this.parts = parts;
        this.options = options;
        this.settings = settings;
        this.events = events;
        this.wrapped = wrapped;
        this.ahead = new ReadingAhead(parts, wrapped);
        this.transcriptions =
                new Transcriptions(inbox, (clip, effort) -> parts.transcribe(this.options, clip, effort), wrapped);
    }

    private static String fresh(String prefix) {
        return prefix + UUID.randomUUID().toString().replace("-", "").substring(0, 24);
    }

    boolean isBehind() {
        return transcriptions.isBehind();
    }

    boolean isRefused() {
        return refused;
    }

    void hear(float[] samples, int length) {
        if (options.turns() instanceof TurnDetection.Off) {
            held.add(samples, length);
            heard += length;
            return;
        }
        hearing().hear(samples, length);
    }

    private Hearing hearing() {
        Hearing current = hearing;
        if (current == null) {
            Supplier<String> ids = () -> fresh("item_");
            current = new Hearing(
                    new PausePolicy(options.turns()),
                    parts.activity(),
                    transcriptions,
                    parts.listensAtHome(options),
                    ids,
                    this,
                    heard);
            hearing = current;
            wake();
            readAhead("");
        }
        return current;
    }

    /** A model of this machine is loaded at its first use: while the person begins to speak, not when they have ended. */
    private void wake() {
        if (parts.listensAtHome(options)) {
            var unused = transcriptions.start(
                    Clip.silence(RecentSound.RATE, WAKING), Effort.PARTIAL, nothing -> {}, why -> {});
        }
    }

    /** Where the end of a turn is answered by itself, what is known of the next question before it is asked is read. */
    private void readAhead(String words) {
        if (settings.eager() && !options.captionsOnly() && options.turns().respond() && reply == null) {
            ahead.read(options, history.messagesWith(words));
        }
    }

    private void endHearing() {
        Hearing current = hearing;
        if (current != null) {
            heard = current.position();
            current.close();
            hearing = null;
        }
    }

    void commit() {
        if (!(options.turns() instanceof TurnDetection.Off)) {
            if (hearing == null || !hearing.end()) {
                throw new IllegalArgumentException("nobody is speaking: there is no turn to be committed");
            }
            return;
        }
        if (held.seconds() < LEAST_COMMITTED) {
            throw new IllegalArgumentException("the buffer holds " + Math.round(held.seconds() * 1000)
                    + " ms of sound; at least " + Math.round(LEAST_COMMITTED * 1000) + " ms are needed");
        }
        HeardTurn turn = new HeardTurn(fresh("item_"));
        HeardTurn.Part part = new HeardTurn.Part();
        Clip clip = held.take();
        turn.add(part, clip.seconds());
        turn.end();
        commit(turn);
        var unused = transcriptions.start(
                clip,
                Effort.FINAL,
                transcript -> {
                    part.written(transcript);
                    written(turn);
                },
                why -> notWritten(turn, why));
    }

    void clear() {
        held.clear();
        if (hearing != null) {
            hearing.clear();
        }
        events.accept(new VoiceEvent.Cleared());
    }

    @Override
    public void started(HeardTurn turn, long millis) {
        events.accept(new VoiceEvent.SpeechStarted(turn.id, millis));
        if (options.turns().interrupt()) {
            interrupt();
        }
        readAhead("");
    }

    /** The recogniser has the processor to itself; what was read stays read. */
    @Override
    public void listening() {
        ahead.stop();
    }

    @Override
    public void paused(String words) {
        readAhead(words);
    }

    @Override
    public void ended(HeardTurn turn, long millis) {
        events.accept(new VoiceEvent.SpeechStopped(turn.id, millis));
        commit(turn);
    }

    private void commit(HeardTurn turn) {
        Item item = new Item(turn.id, "user", "", true, false);
        String previous = history.add(item, null, null);
        events.accept(new VoiceEvent.Committed(turn.id, previous));
        events.accept(new VoiceEvent.Added(item, previous));
    }

    @Override
    public void caption(HeardTurn turn, String delta, String pending) {
        events.accept(new VoiceEvent.Caption(turn.id, delta, pending));
    }

    @Override
    public void written(HeardTurn turn) {
        String text = turn.text(null);
        history.correct(turn.id, text);
        events.accept(new VoiceEvent.Written(turn.id, text, turn.language(), turn.seconds()));
        // a noise that cut an answer off wants one as what stood before it did
        owed |= !options.captionsOnly() && history.wantsAnswer();
        respondIfOwed();
    }

    @Override
    public void notWritten(HeardTurn turn, RuntimeException why) {
        history.correct(turn.id, "");
        events.accept(new VoiceEvent.NotWritten(turn.id, why));
        refused |= why instanceof RefusedException;
    }

    /** Not while the person speaks: the end of that turn asks again. */
    private void respondIfOwed() {
        boolean speaking = hearing != null && hearing.isInTurn();
        if (owed && options.turns().respond() && !options.captionsOnly() && reply == null && !speaking) {
            answer(options);
        }
    }

    void respond(UnaryOperator<VoiceOptions> changed) {
        if (options.captionsOnly()) {
            throw new IllegalArgumentException("a session of the type transcription answers nothing");
        }
        if (reply != null) {
            throw new NotNowException(true, "the conversation has an answer under way: " + reply.id);
        }
        VoiceOptions wanted = changed.apply(options);
        parts.require(wanted);
        answer(wanted);
    }

    private void answer(VoiceOptions wanted) {
        owed = false;
        ahead.stop();
        String previous = history.last();
        Reply made = new Reply(
                fresh("resp_"), fresh("item_"), wanted, history.messages(), inbox, parts, this, settings, wrapped);
        reply = made;
        if (wanted.spoken()) {
            last = made;
        }
        history.add(new Item(made.item, "assistant", "", false, wanted.spoken()), null, made.spoken);
        events.accept(new VoiceEvent.ReplyStarted(made.id, made.item, previous, wanted));
        made.start();
    }

    @Override
    public void said(Reply from, String text) {
        history.correct(from.item, from.text());
        events.accept(new VoiceEvent.ReplyText(from.id, from.item, text));
    }

    @Override
    public void sounded(Reply from, Clip clip) {
        events.accept(new VoiceEvent.ReplySound(from.id, from.item, clip));
    }

    @Override
    public void ended(Reply from, VoiceEvent.Outcome outcome, @Nullable Usage usage, @Nullable RuntimeException why) {
        reply = null;
        end(from, outcome, usage, why);
        refused |= why instanceof RefusedException;
        respondIfOwed();
    }

    private void end(Reply from, VoiceEvent.Outcome outcome, @Nullable Usage usage, @Nullable RuntimeException why) {
        events.accept(new VoiceEvent.ReplyEnded(from.id, from.item, outcome, from.text(), usage, why, from.options));
    }

    /** The person speaks: what is being said stops, and what can't have been heard of it was not said. */
    private void interrupt() {
        Reply under = reply;
        if (under != null) {
            stop(under, VoiceEvent.Outcome.INTERRUPTED);
        }
        Reply playing = last;
        last = null;
        long now = System.nanoTime();
        if (playing == null || playing != under && playing.spoken.ahead(now) == 0) {
            return;
        }
        if (history.find(playing.item).isPresent() && playing.spoken.sent() > 0) {
            long millis = (long) (playing.spoken.heard(now) * 1000);
            history.truncate(playing.item, millis);
            events.accept(new VoiceEvent.Truncated(playing.item, millis));
        }
    }

    private void stop(Reply under, VoiceEvent.Outcome outcome) {
        under.cancel();
        reply = null;
        if (under.options.spoken()) {
            history.correct(under.item, under.spoken.text(under.spoken.sent()));
        }
        end(under, outcome, null, null);
    }

    void cancel(@Nullable String id) {
        Reply under = reply;
        if (under == null || id != null && !under.id.equals(id)) {
            throw new NotNowException(false, "there is no answer under way" + (id == null ? "" : " called " + id));
        }
        stop(under, VoiceEvent.Outcome.CANCELLED);
    }

    void add(Item item, @Nullable String previous) {
        events.accept(new VoiceEvent.Added(item, history.add(item, previous, null)));
    }

    void delete(String item) {
        if (reply != null && reply.item.equals(item)) {
            throw new NotNowException(true, "item " + item + " is being said; cancel its response first");
        }
        history.delete(item);
        events.accept(new VoiceEvent.Deleted(item));
    }

    void truncate(String item, long millis) {
        history.truncate(item, millis);
        events.accept(new VoiceEvent.Truncated(item, millis));
    }

    Item item(String id) {
        return history.find(id).orElseThrow(() -> new IllegalArgumentException("there is no item " + id));
    }

    VoiceOptions change(UnaryOperator<VoiceOptions> changed) {
        VoiceOptions wanted = changed.apply(options);
        parts.require(wanted);
        boolean otherEars = !wanted.turns().equals(options.turns())
                || !wanted.listener().equals(options.listener())
                || wanted.captionsOnly() != options.captionsOnly();
        boolean told = !wanted.equals(options);
        options = wanted;
        if (otherEars) {
            endHearing();
            held.clear();
        }
        if (told && hearing != null) {
            readAhead("");
        }
        return wanted;
    }

    @Override
    public void close() {
        Reply under = reply;
        if (under != null) {
            under.cancel();
        }
        ahead.close();
        endHearing();
        transcriptions.close();
    }
}
