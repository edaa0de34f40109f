package org.liaoyuan.server.voice;

import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.recognition.RecognitionOptions.Effort;
import org.liaoyuan.sound.vad.SpeechSegmenter;
import org.liaoyuan.sound.vad.SpeechSpan;
import org.liaoyuan.sound.vad.VoiceActivity;

/**
 * Finds turns in a stream of sound, and has them written down. Time is counted in samples: sound that comes faster than it was
 * spoken is heard just so. What was said so far is asked for as soon as a pause begins, so that it is known when the pause is long
 * enough to be the turn's end. Used by the conversation's thread alone.
 */
final class Hearing implements AutoCloseable {

    private static final double FRAME_SECONDS = RecentSound.RATE.seconds(VoiceActivity.FRAME);
    private static final double PARTIAL_SECONDS = 0.6;
    private static final double HISTORY_SECONDS = 60;

    /** Who is told. */
    interface Listener {

        void started(HeardTurn turn, long millis);

        /** The turn has its end, and its words may follow later. */
        void ended(HeardTurn turn, long millis);

        /** Words are being written down that an answer waits for. */
        void listening();

        /** There is a pause, and these are the words before it; the turn may go on. */
        void paused(String words);

        void caption(HeardTurn turn, String delta, String pending);

        void written(HeardTurn turn);

        void notWritten(HeardTurn turn, RuntimeException why);
    }

    private final PausePolicy policy;
    private final VoiceActivity activity;
    private final SpeechSegmenter segmenter;
    private final Transcriptions transcriptions;
    private final boolean partials;
    private final Supplier<String> ids;
    private final Listener listener;
    private final RecentSound recent = new RecentSound(HISTORY_SECONDS);
    private final float[] frame = new float[VoiceActivity.FRAME];
    private final long offset;

    private int filled;
    private @Nullable HeardTurn turn;
    /** Whether speech belongs to a part that began at {@link #partStart} and has no end yet. */
    private boolean inPart;

    private long partStart;
    private double quiet;
    private @Nullable Guess guess;
    private boolean guessFailed;
    private @Nullable Future<?> partial;
    private long partialUpTo;
    private Agreement agreement = new Agreement();

    /** What may be the last part of the turn, asked for in a pause. */
    private record Guess(HeardTurn.Part part, Future<?> work, double seconds) {}

    /**
     * @param partials whether words are shown while they are spoken
     * @param ids of turns
     * @param offset samples of the conversation that came before
     */
    Hearing(
            PausePolicy policy,
            VoiceActivity activity,
            Transcriptions transcriptions,
            boolean partials,
            Supplier<String> ids,
            Listener listener,
            long offset) {
        this.policy = policy;
        this.activity = activity;
        this.segmenter = new SpeechSegmenter(policy.segments());
        this.transcriptions = transcriptions;
        this.partials = partials;
        this.ids = ids;
        this.listener = listener;
        this.offset = offset;
    }

    void hear(float[] samples, int length) {
        for (int i = 0; i < length; i++) {
            frame[filled++] = samples[i];
            if (filled == frame.length) {
                filled = 0;
                next();
            }
        }
    }

    private void next() {
        recent.add(frame);
        SpeechSpan span = segmenter.next(activity.probability(frame));
        if (turn == null) {
            if (!segmenter.speaking()) {
                return;
            }
            begin();
        }
        if (span != null && inPart) {
            cut(span);
        } else if (!inPart && segmenter.speaking()) {
            inPart = true;
            partStart = segmenter.needed();
            agreement = new Agreement();
        }
        quiet = inPart ? segmenter.pause() : quiet + FRAME_SECONDS;
        if (quiet > 0) {
            judge();
        } else {
            forgetGuess();
            showWords();
        }
    }

    private void begin() {
        turn = new HeardTurn(ids.get());
        inPart = true;
        quiet = 0;
        partStart = segmenter.needed();
        partialUpTo = partStart;
        agreement = new Agreement();
        listener.started(turn, millis(partStart));
    }

    /** A part is as long as can be written down at once; the turn goes on. */
    private void cut(SpeechSpan span) {
        HeardTurn current = turn;
        if (current == null) {
            return;
        }
        forgetGuess();
        forgetPartial();
        add(current, recent.between(partStart, span.end()));
        inPart = segmenter.speaking();
        partStart = segmenter.needed();
        partialUpTo = partStart;
        if (inPart) {
            quiet = 0;
        }
    }

    private void judge() {
        HeardTurn current = turn;
        if (current == null) {
            return;
        }
        if (inPart && guess == null && !guessFailed && quiet >= PausePolicy.WORTH_ASKING) {
            forgetPartial();
            guess = guess(current, recent.between(partStart, recent.position()));
        }
        if (quiet >= policy.pause(words(current))) {
            end();
        }
    }

    /** What was said so far; null while that is not known. */
    private @Nullable String words(HeardTurn current) {
        if (!current.isWritten() || inPart && (guess == null || !guess.part.isWritten())) {
            return null;
        }
        return current.text(inPart && guess != null ? guess.part : null);
    }

    private Guess guess(HeardTurn current, Clip clip) {
        HeardTurn.Part part = new HeardTurn.Part();
        return new Guess(part, start(current, part, clip), clip.seconds());
    }

    private void add(HeardTurn current, Clip clip) {
        HeardTurn.Part part = new HeardTurn.Part();
        current.add(part, clip.seconds());
        var unused = start(current, part, clip);
    }

    private Future<?> start(HeardTurn current, HeardTurn.Part part, Clip clip) {
        listener.listening();
        Agreement shown = agreement;
        return transcriptions.start(
                clip,
                Effort.FINAL,
                transcript -> {
                    if (part.isDropped()) {
                        return;
                    }
                    part.written(transcript);
                    if (guess != null && guess.part == part) {
                        judge();
                        if (turn == current) {
                            listener.paused(current.text(part));
                        }
                    } else {
                        show(current, shown, transcript.text());
                        finish(current);
                    }
                },
                why -> {
                    if (part.isDropped()) {
                        return;
                    }
                    if (guess != null && guess.part == part) {
                        guess = null; // it is asked once more at the turn's end, which then says why not
                        guessFailed = true;
                    } else if (current.isOver(true)) {
                        listener.notWritten(current, why);
                    }
                });
    }

    private void show(HeardTurn current, Agreement shown, String text) {
        String rest = shown.rest(text);
        if (partials && !rest.isEmpty()) {
            listener.caption(current, rest, "");
        }
    }

    private void finish(HeardTurn current) {
        if (current.isOver(false)) {
            listener.written(current);
        }
    }

    private void showWords() {
        HeardTurn current = turn;
        long position = recent.position();
        if (!partials
                || current == null
                || !inPart
                || partial != null
                || RecentSound.RATE.seconds(position - partialUpTo) < PARTIAL_SECONDS
                || transcriptions.isBehind()) {
            return;
        }
        partialUpTo = position;
        Agreement shown = agreement;
        partial = transcriptions.start(
                recent.between(partStart, position),
                Effort.PARTIAL,
                transcript -> {
                    if (current == turn && shown == agreement) {
                        partial = null;
                        String more = shown.next(transcript.text());
                        if (!more.isEmpty() || !shown.pending().isEmpty()) {
                            listener.caption(current, more, shown.pending());
                        }
                    }
                },
                why -> {
                    if (current == turn && shown == agreement) {
                        partial = null; // the final words say what is wrong
                    }
                });
    }

    /** The turn that is open has its end here. @return whether there was one */
    boolean end() {
        HeardTurn current = turn;
        if (current == null) {
            return false;
        }
        SpeechSpan span = inPart ? segmenter.end() : null;
        long end = span == null ? recent.position() : span.end();
        Guess made = guess;
        guess = null;
        guessFailed = false;
        turn = null;
        forgetPartial();
        current.end();
        if (made != null) {
            current.add(made.part, made.seconds);
        } else if (inPart) {
            add(current, recent.between(partStart, end));
        }
        inPart = false;
        listener.ended(current, millis(end));
        if (made != null && made.part.isWritten()) {
            show(current, agreement, current.text(null));
        }
        finish(current);
        return true;
    }

    /** What was heard and is no turn yet is forgotten. */
    void clear() {
        filled = 0;
        var unused = segmenter.end();
        forgetGuess();
        forgetPartial();
        if (turn != null) {
            turn.drop();
            turn = null;
        }
        inPart = false;
        activity.reset();
    }

    private void forgetGuess() {
        guessFailed = false;
        if (guess != null) {
            guess.part.drop();
            guess.work.cancel(true);
            guess = null;
        }
    }

    private void forgetPartial() {
        if (partial != null) {
            partial.cancel(true);
            partial = null;
        }
    }

    /** Whether somebody speaks, or makes a pause in what they say. */
    boolean isInTurn() {
        return turn != null;
    }

    /** Samples that were heard so far in the conversation. */
    long position() {
        return offset + recent.position() + filled;
    }

    private long millis(long sample) {
        return (offset + sample) * 1000 / RecentSound.RATE.hertz();
    }

    @Override
    public void close() {
        clear();
        activity.close();
    }
}
