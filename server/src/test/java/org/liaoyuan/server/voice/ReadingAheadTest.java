package org.liaoyuan.server.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.liaoyuan.engine.ChatMessage;
import org.liaoyuan.server.model.Answer;
import org.liaoyuan.server.model.AnswerPart;
import org.liaoyuan.server.model.Speech;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.recognition.RecognitionOptions.Effort;
import org.liaoyuan.sound.recognition.Transcript;

/** What is done for an answer before it is asked for, and that nothing of it is seen. */
class ReadingAheadTest {

    private static final VoiceOptions MEANING = Conversation.options(TurnDetection.Meaning.DEFAULT);

    /** Tells what is read, and keeps reading until it is stopped. */
    private static final class Reading extends FakeParts {
        final CountDownLatch stopped = new CountDownLatch(1);

        Reading(String... words) {
            super(words);
        }

        @Override
        public void prepare(VoiceOptions options, List<ChatMessage> messages) throws InterruptedException {
            super.prepare(options, messages);
            if (!messages.isEmpty() && !asked.isEmpty()) {
                return;
            }
            try {
                Thread.sleep(Duration.ofMinutes(5));
            } catch (InterruptedException e) {
                if (!messages.isEmpty()) {
                    stopped.countDown();
                }
                throw e;
            }
        }
    }

    /** Keeps how long its answers were told to rest. */
    private static class Resting extends FakeParts {
        final List<Duration> rests = new CopyOnWriteArrayList<>();

        Resting(String... words) {
            super(words);
        }

        @Override
        public Answer answer(VoiceOptions options, List<ChatMessage> messages) {
            Answer inner = super.answer(options, messages);
            return new Answer.Around() {
                @Override
                public Answer inner() {
                    return inner;
                }

                @Override
                public Optional<AnswerPart> next() throws InterruptedException {
                    return inner.next();
                }

                @Override
                public void rest(Duration most) {
                    rests.add(most);
                }
            };
        }
    }

    private static void awaitRead(FakeParts parts, List<ChatMessage> messages) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!parts.prepared.contains(messages) && System.nanoTime() < until) {
            Thread.sleep(5);
        }
        assertThat(parts.prepared).contains(messages);
    }

    @Test
    void whatIsKnownIsReadFromTheFirstSoundOn() throws InterruptedException {
        FakeParts parts = new FakeParts("what is a river?");
        try (Conversation talk = new Conversation(parts, MEANING)) {
            talk.hear(parts.say(0.2));
            talk.settle();

            awaitRead(parts, List.of());
            assertThat(parts.asked).isEmpty();
        }
    }

    @Test
    void wordsBeforeAPauseAreReadAndNothingIsSeenOfItWhenSpeechGoesOn() throws InterruptedException {
        Reading parts = new Reading("i like tea", "because", "it is warm.");
        try (Conversation talk = new Conversation(parts, MEANING)) {
            talk.hear(parts.say(1.5, 0, 1));
            talk.settle();
            awaitRead(parts, List.of(ChatMessage.user("i like tea because")));

            assertThat(parts.asked).isEmpty();
            assertThat(talk.rest())
                    .noneMatch(VoiceEvent.ReplyStarted.class::isInstance)
                    .noneMatch(VoiceEvent.ReplyText.class::isInstance)
                    .noneMatch(VoiceEvent.Added.class::isInstance);

            talk.hear(parts.say(0.7, 2));
            talk.next(VoiceEvent.ReplyEnded.class);

            assertThat(parts.asked).containsExactly(List.of(ChatMessage.user("i like tea because it is warm.")));
            assertThat(parts.stopped.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void nothingIsReadWhileTheWordsAreWrittenDown() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        List<Boolean> alone = new CopyOnWriteArrayList<>();
        FakeParts parts = new FakeParts("what is a river?") {
            @Override
            public void prepare(VoiceOptions options, List<ChatMessage> messages) throws InterruptedException {
                super.prepare(options, messages);
                begun.countDown();
                try {
                    Thread.sleep(Duration.ofMinutes(5));
                } catch (InterruptedException e) {
                    stopped.countDown();
                    throw e;
                }
            }

            @Override
            public Transcript transcribe(VoiceOptions options, Clip clip, Effort effort) {
                if (effort == Effort.FINAL) {
                    try {
                        alone.add(stopped.await(30, TimeUnit.SECONDS));
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }
                return super.transcribe(options, clip, effort);
            }
        };
        try (Conversation talk = new Conversation(parts, MEANING)) {
            talk.hear(parts.say(0.2));
            assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
            talk.hear(parts.say(0.7, 0));
            talk.next(VoiceEvent.ReplyEnded.class);

            assertThat(alone).isNotEmpty().containsOnly(true);
        }
    }

    @Test
    void withoutEagernessNothingIsRead() throws InterruptedException {
        FakeParts parts = new FakeParts("what is a river?");
        VoiceSettings calm = new VoiceSettings(
                2, Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ofMinutes(1), Duration.ofMinutes(5), false);
        try (Conversation talk = new Conversation(calm, parts, MEANING)) {
            talk.hear(parts.say(0.7, 0));
            talk.next(VoiceEvent.ReplyEnded.class);

            assertThat(parts.prepared).isEmpty();
            assertThat(parts.asked).hasSize(1);
        }
    }

    @Test
    void theModelRestsWhileTheFirstClauseIsMadeSound() throws InterruptedException {
        List<Integer> restedBeforeSound = new CopyOnWriteArrayList<>();
        Resting parts = new Resting("what is a river?") {
            @Override
            public Speech speak(VoiceOptions options, String text) {
                restedBeforeSound.add(rests.size());
                return super.speak(options, text);
            }
        };
        parts.answers.add("A river is water. It flows to the sea, and nobody stops it on its way. It is old.");
        try (Conversation talk = new Conversation(parts, MEANING)) {
            talk.hear(parts.say(0.7, 0));
            talk.next(VoiceEvent.ReplyEnded.class);

            assertThat(restedBeforeSound.getFirst()).isEqualTo(1);
            assertThat(parts.rests.getFirst()).isPositive();
            assertThat(parts.rests.get(1)).isZero();
            // what has sound before it does not keep the model from writing
            assertThat(parts.rests.size()).isLessThan(2 * restedBeforeSound.size());
            assertThat(parts.rests.getLast()).isZero();
        }
    }

    @Test
    void aSpeechThatIsMadeElsewhereKeepsNobodyFromWriting() throws InterruptedException {
        Resting parts = new Resting("what is a river?") {
            @Override
            public boolean speaksAtHome(VoiceOptions options) {
                return false;
            }
        };
        try (Conversation talk = new Conversation(parts, MEANING)) {
            talk.hear(parts.say(0.7, 0));
            talk.next(VoiceEvent.ReplyEnded.class);

            assertThat(parts.rests).isEmpty();
        }
    }
}
