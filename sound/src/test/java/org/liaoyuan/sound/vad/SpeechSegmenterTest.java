package org.liaoyuan.sound.vad;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SpeechSegmenterTest {

    private static final int FRAME = VoiceActivity.FRAME;

    private final SpeechSegmenter segmenter = new SpeechSegmenter(SegmenterOptions.LIVE);
    private final List<SpeechSpan> spans = new ArrayList<>();

    private void frames(int count, double probability) {
        for (int i = 0; i < count; i++) {
            SpeechSpan span = segmenter.next((float) probability);
            if (span != null) {
                spans.add(span);
            }
        }
    }

    @Test
    void speechBeginsALittleBeforeItIsSeenAndEndsAfterTheHangOver() {
        frames(50, 0.1);
        frames(40, 0.9);
        frames(15, 0.1);

        assertThat(spans).isEmpty();

        frames(1, 0.1); // 16 frames are 0.5 s

        assertThat(spans).hasSize(1);
        SpeechSpan span = spans.getFirst();
        assertThat(span.start()).isEqualTo((50 - 9) * FRAME);
        assertThat(span.end()).isBetween(90L * FRAME, 96L * FRAME);
        assertThat(span.voiced()).isEqualTo(40 * FRAME);
    }

    @Test
    void aClickIsNoSpeech() {
        frames(50, 0.1);
        frames(3, 0.95);
        frames(50, 0.1);

        assertThat(spans).isEmpty();
        assertThat(segmenter.end()).isNull();
    }

    @Test
    void aWordThatIsDoubtfulInItsMiddleStaysOne() {
        frames(10, 0.1);
        frames(10, 0.9);
        frames(10, 0.4); // between leave and enter
        frames(10, 0.9);
        frames(20, 0.1);

        assertThat(spans).hasSize(1);
    }

    @Test
    void whatNeverPausesIsCutWhereItIsLeastProbable() {
        frames(400, 0.9);
        frames(1, 0.5);
        frames(200, 0.9);
        frames(20, 0.1);

        assertThat(spans).hasSize(2);
        assertThat(spans.get(0).end()).isEqualTo(401L * FRAME);
        assertThat(spans.get(1).start()).isEqualTo(401L * FRAME);
        assertThat(spans.get(0).voiced() + spans.get(1).voiced()).isEqualTo(601L * FRAME);
    }

    @Test
    void theEndOfTheStreamEndsSpeech() {
        frames(30, 0.9);

        assertThat(segmenter.end()).isEqualTo(new SpeechSpan(0, 30 * FRAME, 30 * FRAME));
    }

    @Property(tries = 200)
    void stretchesAreInOrderAndNeverTooLong(
            @ForAll @Size(min = 1, max = 3000) List<@FloatRange(min = 0, max = 1) Float> probabilities) {
        SpeechSegmenter any = new SpeechSegmenter(SegmenterOptions.LIVE);
        long before = 0;
        for (float probability : probabilities) {
            SpeechSpan span = any.next(probability);
            if (span != null) {
                assertThat(span.start()).isGreaterThanOrEqualTo(before);
                assertThat(span.end()).isGreaterThan(span.start()).isLessThanOrEqualTo(any.position());
                assertThat(span.end() - span.start()).isLessThanOrEqualTo(15L * 16_000);
                assertThat(span.voiced()).isPositive().isLessThanOrEqualTo(span.end() - span.start());
                before = span.end();
            }
            assertThat(any.needed()).isGreaterThanOrEqualTo(before);
        }
    }
}
