package org.liaoyuan.server.voice;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.engine.ChatMessage;
import org.liaoyuan.engine.ContextOverflowException;
import org.liaoyuan.engine.FinishReason;
import org.liaoyuan.engine.Usage;
import org.liaoyuan.server.model.Answer;
import org.liaoyuan.server.model.AnswerPart;
import org.liaoyuan.server.model.Speech;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.synthesis.Clauses;

/**
 * One answer: a model writes, and what it has written is spoken clause by clause meanwhile, each on a thread of its own. What
 * comes of it goes into the conversation's inbox in its order. {@link #cancel} ends both.
 */
final class Reply {

    private static final int MOST_CLAUSES = 16;
    private static final String NO_MORE = "";
    /** With less sound than that before it, a clause is wanted at once; in seconds. */
    private static final double SOON = 1;

    private static final Duration MOST_REST = Duration.ofSeconds(4);

    /** What a reply asks of models. */
    interface Voice {
        Answer answer(VoiceOptions options, List<ChatMessage> messages);

        Speech speak(VoiceOptions options, String text);

        /** Whether the speech is made by the processor that writes the answer. */
        boolean speaksAtHome(VoiceOptions options);
    }

    /** Who is told, on the conversation's thread; nothing after {@link Reply#cancel}. */
    interface Listener {
        void said(Reply reply, String text);

        void sounded(Reply reply, Clip clip);

        void ended(Reply reply, VoiceEvent.Outcome outcome, @Nullable Usage usage, @Nullable RuntimeException why);
    }

    final String id;
    final String item;
    final VoiceOptions options;
    final Spoken spoken = new Spoken();

    private final Inbox inbox;
    private final Voice voice;
    private final Listener listener;
    private final VoiceSettings settings;
    private final StringBuilder text = new StringBuilder();
    private final BlockingQueue<String> clauses = new ArrayBlockingQueue<>(MOST_CLAUSES);
    private final Thread writer;
    private final Thread speaker;
    private final long until;
    private final boolean restsWriter;
    private volatile @Nullable Answer answer;
    private volatile @Nullable RuntimeException failure;
    /** When what was made so far will have been played, for the speaker alone. */
    private long playedUntil = System.nanoTime();

    private volatile double ahead;
    private volatile long aheadAt;
    private boolean cancelled;

    Reply(
            String id,
            String item,
            VoiceOptions options,
            List<ChatMessage> messages,
            Inbox inbox,
            Voice voice,
            Listener listener,
            VoiceSettings settings,
            Function<Runnable, Runnable> wrapped) {
        this.id = id;
        this.item = item;
        this.options = options;
        this.inbox = inbox;
        this.voice = voice;
        this.listener = listener;
        this.settings = settings;
        this.restsWriter = options.spoken() && settings.eager() && voice.speaksAtHome(options);
        this.until = System.nanoTime() + settings.reply().toNanos();
        this.writer = Thread.ofVirtual().name("voice-writer").unstarted(wrapped.apply(() -> write(messages)));
        // native code may hold the thread for long
        this.speaker = Thread.ofPlatform().name("voice-speaker").daemon().unstarted(wrapped.apply(this::speak));
    }

    void start() {
        if (options.spoken()) {
            speaker.start();
        }
        writer.start();
    }

    private void write(List<ChatMessage> messages) {
        VoiceEvent.Outcome outcome = VoiceEvent.Outcome.COMPLETED;
        Usage usage = null;
        try (Answer made = answer(messages)) {
            answer = made;
            Clauses cutter = new Clauses();
            for (Optional<AnswerPart> part = made.next(); part.isPresent() && !isTooLate(); part = made.next()) {
                if (part.get() instanceof AnswerPart.Text words) {
                    hand(cutter, words.text());
                }
            }
            hand(cutter.rest());
            boolean cut = made.finishReason().filter(FinishReason.STOP::equals).isEmpty();
            outcome = cut ? VoiceEvent.Outcome.CUT_SHORT : VoiceEvent.Outcome.COMPLETED;
            usage = made.cost().usage();
        } catch (InterruptedException e) {
            return; // cancelled
        } catch (RuntimeException e) {
            failure = e;
        }
        end(outcome, usage);
    }

    /** With fewer turns where all of them are more than the model reads at once. */
    private Answer answer(List<ChatMessage> messages) {
        try {
            return voice.answer(options, messages);
        } catch (ContextOverflowException e) {
            List<ChatMessage> fewer = fewer(messages);
            if (fewer.size() == messages.size()) {
                throw e;
            }
            return answer(fewer);
        }
    }

    /** Without the older half, but for what the model is told before everything else. */
    private static List<ChatMessage> fewer(List<ChatMessage> messages) {
        int first = !messages.isEmpty() && messages.getFirst().role().equals("system") ? 1 : 0;
        int gone = (messages.size() - first) / 2;
        List<ChatMessage> fewer = new java.util.ArrayList<>(messages.subList(0, first));
        fewer.addAll(messages.subList(first + gone, messages.size()));
        return fewer;
    }

    private boolean isTooLate() {
        return System.nanoTime() - until > 0;
    }

    private void hand(Clauses cutter, String words) throws InterruptedException {
        if (!options.spoken()) {
            hand(words);
            return;
        }
        for (String clause : cutter.add(words)) {
            hand(clause);
        }
    }

    private void hand(String words) throws InterruptedException {
        if (words.isEmpty()) {
            return;
        }
        if (options.spoken()) {
            clauses.put(words);
        } else {
            post(() -> {
                text.append(words);
                listener.said(this, words);
            });
        }
    }

    private void speak() {
        try {
            for (String clause = clauses.take(); !clause.equals(NO_MORE); clause = clauses.take()) {
                if (failure == null) {
                    speak(clause);
                }
            }
        } catch (InterruptedException e) {
            // cancelled
        } catch (RuntimeException e) {
            failure = e;
            Answer made = answer;
            if (made != null) {
                made.cancel();
            }
            drain();
        }
    }

    /** So that the writer is not held up. */
    private void drain() {
        try {
            for (String clause = clauses.take(); !clause.equals(NO_MORE); clause = clauses.take()) {}
        } catch (InterruptedException e) {
            // cancelled
        }
    }

    private void speak(String clause) throws InterruptedException {
        post(() -> {
            text.append(clause);
            spoken.clause(clause);
            listener.said(this, clause);
        });
        if (!isSpeakable(clause)) {
            return;
        }
        boolean urgent = restsWriter && (playedUntil - System.nanoTime()) / 1e9 < SOON;
        if (urgent) {
            restWriter(MOST_REST);
        }
        try (Speech speech = voice.speak(options, clause.strip())) {
            for (Optional<Clip> clip = speech.next(); clip.isPresent(); clip = speech.next()) {
                Clip piece = clip.get();
                awaitPlaying();
                playedUntil = Math.max(playedUntil, System.nanoTime()) + (long) (piece.seconds() * 1e9);
                post(() -> {
                    spoken.sound(piece.seconds(), System.nanoTime());
                    ahead = spoken.ahead(System.nanoTime());
                    aheadAt = System.nanoTime();
                    listener.sounded(this, piece);
                });
            }
        } finally {
            if (urgent) {
                restWriter(Duration.ZERO);
            }
        }
    }

    /** Sound that somebody waits for is made first: a model that writes on beside it takes twice as long for both. */
    private void restWriter(Duration most) {
        Answer made = answer;
        if (made != null) {
            made.rest(most);
        }
    }

    private static boolean isSpeakable(String clause) {
        return clause.codePoints().anyMatch(Character::isLetterOrDigit);
    }

    /** What can't be heard for long need not be spoken yet: it may never be. */
    private void awaitPlaying() throws InterruptedException {
        double left =
                ahead - (System.nanoTime() - aheadAt) / 1e9 - settings.lead().toMillis() / 1000.0;
        if (left > 0) {
            Thread.sleep(Duration.ofMillis((long) (left * 1000)));
        }
    }

    private void end(VoiceEvent.Outcome outcome, @Nullable Usage usage) {
        try {
            if (options.spoken()) {
                clauses.put(NO_MORE);
                if (!speaker.join(settings.reply())) {
                    speaker.interrupt();
                }
            }
            RuntimeException why = failure;
            post(() -> listener.ended(this, why == null ? outcome : VoiceEvent.Outcome.FAILED, usage, why));
        } catch (InterruptedException e) {
            // cancelled
        }
    }

    private void post(Runnable result) throws InterruptedException {
        inbox.result(() -> {
            if (!cancelled) {
                result.run();
            }
        });
    }

    /** Nothing comes of it any more from now on. On the conversation's thread. */
    void cancel() {
        cancelled = true;
        Answer made = answer;
        if (made != null) {
            made.cancel();
        }
        writer.interrupt();
        speaker.interrupt();
    }

    /** What was said so far. On the conversation's thread. */
    String text() {
        return text.toString();
    }
}
