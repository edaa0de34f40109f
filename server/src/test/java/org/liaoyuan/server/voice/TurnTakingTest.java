package org.liaoyuan.server.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.liaoyuan.engine.BusyException;
import org.liaoyuan.engine.ChatMessage;
import org.liaoyuan.sound.AudioException;

class TurnTakingTest {

    private static final VoiceOptions MEANING = Conversation.options(TurnDetection.Meaning.DEFAULT);
    private static final VoiceOptions SILENCE = Conversation.options(TurnDetection.Silence.DEFAULT);

    @Test
    void aWholeSentenceIsAnsweredAfterAShortPause() throws InterruptedException {
        FakeParts parts = new FakeParts("what is", "a river?");
        try (Conversation talk = new Conversation(parts, MEANING)) {
            talk.hear(parts.say(0.65, 0, 1));

            VoiceEvent.Written written = talk.next(VoiceEvent.Written.class);
            VoiceEvent.ReplyEnded ended = talk.next(VoiceEvent.ReplyEnded.class);

            assertThat(written.text()).isEqualTo("what is a river?");
            assertThat(ended.outcome()).isEqualTo(VoiceEvent.Outcome.COMPLETED);
            assertThat(ended.text()).isEqualTo("Fine.");
            assertThat(parts.asked).containsExactly(List.of(ChatMessage.user("what is a river?")));
            assertThat(talk.seen)
                    .extracting(Object::getClass)
                    .containsSubsequence(
                            VoiceEvent.SpeechStarted.class,
                            VoiceEvent.SpeechStopped.class,
                            VoiceEvent.Committed.class,
                            VoiceEvent.Added.class,
                            VoiceEvent.Written.class,
                            VoiceEvent.ReplyStarted.class,
                            VoiceEvent.ReplyText.class,
                            VoiceEvent.ReplySound.class,
                            VoiceEvent.ReplyEnded.class);
        }
    }

    @Test
    void aSentenceThatBreaksOffIsWaitedFor() throws InterruptedException {
        FakeParts parts = new FakeParts("i like tea", "because", "it is warm.");
        try (Conversation talk = new Conversation(parts, MEANING)) {
            talk.hear(parts.say(1.5, 0, 1));
            talk.settle();

            assertThat(talk.rest()).noneMatch(VoiceEvent.SpeechStopped.class::isInstance);

            talk.hear(parts.say(0.7, 2));

            assertThat(talk.next(VoiceEvent.Written.class).text()).isEqualTo("i like tea because it is warm.");
        }
    }

    @Test
    void nobodyIsWaitedForWithoutEnd() throws InterruptedException {
        FakeParts parts = new FakeParts("i like tea", "because");
        try (Conversation talk = new Conversation(parts, MEANING)) {
            talk.hear(parts.say(2.3, 0, 1));

            assertThat(talk.next(VoiceEvent.Written.class).text()).isEqualTo("i like tea because");
        }
    }

    @Test
    void afterASetSilenceATurnEndsWhateverItsWords() throws InterruptedException {
        FakeParts parts = new FakeParts("i like tea", "because");
        try (Conversation talk = new Conversation(parts, SILENCE)) {
            double needed = talk.hearUntil(VoiceEvent.SpeechStopped.class, parts.say(1, 0, 1));

            assertThat(needed - 2 * FakeParts.WORD_SECONDS).isBetween(0.5, 0.6);
        }
    }

    @Test
    void speechEndsAnAnswerWithin300Milliseconds() throws InterruptedException {
        FakeParts parts = new FakeParts("tell me a story.", "stop.");
        parts.answers.add("Once upon a time there was a fox. It lived in a wood, and nobody knew where.");
        parts.mayEnd = new CountDownLatch(1);
        try (Conversation talk = new Conversation(parts, MEANING)) {
            talk.hear(parts.say(0.8, 0));
            talk.next(VoiceEvent.ReplySound.class);

            double needed = talk.hearUntil(VoiceEvent.ReplyEnded.class, parts.say(0.8, 1));

            assertThat(needed).isLessThanOrEqualTo(0.3);
            assertThat(talk.seen.getLast())
                    .isInstanceOfSatisfying(
                            VoiceEvent.ReplyEnded.class,
                            ended -> assertThat(ended.outcome()).isEqualTo(VoiceEvent.Outcome.INTERRUPTED));
            talk.settle();
            assertThat(talk.rest()).noneMatch(VoiceEvent.ReplySound.class::isInstance);
            assertThat(parts.closed).contains("mouth");
        }
    }

    @Test
    void whatWasNotHeardOfAnAnswerWasNotSaid() throws InterruptedException {
        FakeParts parts = new FakeParts("tell me a story.", "and the fox?");
        parts.answers.add("Once upon a time there was a fox in a wood. It was old and wise and never seen by anybody.");
        parts.mayEnd = new CountDownLatch(1);
        try (Conversation talk = new Conversation(parts, MEANING)) {
            talk.hear(parts.say(0.8, 0));
            String item = talk.next(VoiceEvent.ReplySound.class).item();
            talk.hear(parts.say(0.8, 1));
            talk.next(VoiceEvent.Truncated.class);
            talk.next(VoiceEvent.ReplyStarted.class);

            talk.talk.truncate(item, 2_000, null); // the client knows better what it has played
            talk.next(VoiceEvent.Truncated.class);

            List<String> told = new CopyOnWriteArrayList<>();
            talk.talk.look(item, found -> told.add(found.text()), null);
            talk.settle();
            assertThat(told).containsExactly("Once upon a time");
            parts.mayEnd.countDown();
            talk.next(VoiceEvent.ReplyEnded.class);
            talk.talk.respond(same -> same, null);
            talk.next(VoiceEvent.ReplyEnded.class);
            assertThat(parts.asked.getLast())
                    .startsWith(
                            ChatMessage.user("tell me a story."),
                            ChatMessage.assistant("Once upon a time"),
                            ChatMessage.user("and the fox?"));
        }
    }

    @Test
    void anAnswerOfWhichNothingWasHeardIsForgotten() throws InterruptedException {
        FakeParts parts = new FakeParts("what is", "i mean a lake?");
        parts.mayEnd = new CountDownLatch(1);
        parts.answers.add("A river");
        try (Conversation talk = new Conversation(parts, SILENCE)) {
            talk.hear(parts.say(0.7, 0));
            talk.next(VoiceEvent.ReplyStarted.class);
            talk.hear(parts.say(0.7, 1));
            talk.next(VoiceEvent.ReplyStarted.class);
            parts.mayEnd.countDown();
            talk.next(VoiceEvent.ReplyEnded.class);

            assertThat(parts.asked.getLast()).containsExactly(ChatMessage.user("what is\ni mean a lake?"));
        }
    }

    @Test
    void aNoiseIsNoTurnThatIsAnswered() throws InterruptedException {
        FakeParts parts = new FakeParts();
        try (Conversation talk = new Conversation(parts, SILENCE)) {
            talk.hear(parts.say(0.7, 5));

            assertThat(talk.next(VoiceEvent.Written.class).text()).isEmpty();
            talk.settle();
            assertThat(parts.asked).isEmpty();
        }
    }

    @Test
    void wordsAreShownWhileTheyAreSpoken() throws InterruptedException {
        FakeParts parts = new FakeParts("one", "two", "three", "four", "five.");
        try (Conversation talk = new Conversation(parts, SILENCE)) {
            for (int word = 0; word < 5; word++) {
                talk.hear(parts.say(word < 4 ? 0 : 0.7, word));
                talk.settle();
            }
            talk.next(VoiceEvent.Written.class);

            String shown = String.join(
                    "",
                    talk.seen.stream()
                            .filter(VoiceEvent.Caption.class::isInstance)
                            .map(VoiceEvent.Caption.class::cast)
                            .map(VoiceEvent.Caption::delta)
                            .toList());
            assertThat("one two three four five.").startsWith(shown);
        }
    }

    @Test
    void withoutDetectionTheClientSaysWhoseTurnItIs() throws InterruptedException {
        FakeParts parts = new FakeParts("hello");
        try (Conversation talk = new Conversation(parts, Conversation.options(new TurnDetection.Off()))) {
            talk.talk.commit("first");
            assertThat(talk.next(VoiceEvent.Problem.class))
                    .satisfies(problem -> assertThat(problem.request()).isEqualTo("first"))
                    .satisfies(problem -> assertThat(problem.why()).hasMessageContaining("0 ms"));

            talk.hear(parts.say(3, 0));
            talk.talk.commit(null);

            assertThat(talk.next(VoiceEvent.Written.class).text()).isEqualTo("hello");
            talk.settle();
            assertThat(parts.asked).isEmpty();
            talk.talk.respond(same -> same, null);
            assertThat(talk.next(VoiceEvent.ReplyEnded.class).text()).isEqualTo("Fine.");
        }
    }

    @Test
    void aTurnOfMinutesIsWrittenDownInPartsAndStaysOne() throws InterruptedException {
        FakeParts parts = new FakeParts("la", "li");
        int[] long100 = new int[200];
        for (int i = 0; i < long100.length; i++) {
            long100[i] = i % 2;
        }
        try (Conversation talk = new Conversation(parts, SILENCE)) {
            talk.hear(parts.say(0.8, long100));

            VoiceEvent.Written written = talk.next(VoiceEvent.Written.class);

            assertThat(written.text().split(" ")).hasSizeBetween(195, 205);
            assertThat(talk.seen)
                    .filteredOn(VoiceEvent.Committed.class::isInstance)
                    .hasSize(1);
        }
    }

    @Test
    void soundThatCantBeWrittenDownIsToldAndTheConversationGoesOn() throws InterruptedException {
        FakeParts parts = new FakeParts("hello.");
        parts.deaf = new AudioException("no ears");
        try (Conversation talk = new Conversation(parts, SILENCE)) {
            talk.hear(parts.say(0.8, 0));
            assertThat(talk.next(VoiceEvent.NotWritten.class).why()).hasMessage("no ears");

            parts.deaf = null;
            talk.hear(parts.say(0.8, 0));

            assertThat(talk.next(VoiceEvent.Written.class).text()).isEqualTo("hello.");
        }
    }

    @Test
    void aConversationThatIsClosedEndsWhatIsUnderWay() throws InterruptedException {
        FakeParts parts = new FakeParts("hello.");
        parts.mayEnd = new CountDownLatch(1);
        Conversation talk = new Conversation(parts, SILENCE);
        talk.hear(parts.say(0.8, 0));
        talk.next(VoiceEvent.ReplyStarted.class);

        talk.close();

        assertThat(talk.next(VoiceEvent.Ended.class).reason()).isEqualTo(VoiceEvent.Reason.CLOSED);
        assertThat(parts.closed).contains("ears");
        assertThat(talk.talk.hear(parts.say(0, 0), null)).isFalse();
    }

    @Test
    @SuppressWarnings("NullAway")
    void noMoreConversationsGoOnThanMay() throws InterruptedException {
        VoiceConversations all = new VoiceConversations(null, null, null, null, null, Conversation.SETTINGS);
        FakeParts parts = new FakeParts();
        try (Conversation first = new Conversation(all, parts, SILENCE);
                Conversation second = new Conversation(all, parts, SILENCE)) {
            assertThatThrownBy(() -> new Conversation(all, parts, SILENCE)).isInstanceOf(BusyException.class);
            first.close();
            first.next(VoiceEvent.Ended.class);
            second.settle();
        }
        new Conversation(all, parts, SILENCE).close();
    }

    @Test
    @SuppressWarnings("NullAway")
    void aConversationInWhichNothingHappensEnds() throws InterruptedException {
        VoiceSettings hasty = new VoiceSettings(
                1, Duration.ofMinutes(5), Duration.ofMillis(1), Duration.ofMinutes(1), Duration.ofSeconds(20), true);
        VoiceConversations all = new VoiceConversations(null, null, null, null, null, hasty);
        try (Conversation talk = new Conversation(all, new FakeParts(), SILENCE)) {
            assertThat(talk.next(VoiceEvent.Ended.class).reason()).isEqualTo(VoiceEvent.Reason.IDLE);
        }
    }
}
