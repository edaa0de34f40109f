package org.liaoyuan.sound.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.liaoyuan.sound.AudioException;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.SampleRate;

class SpeechCacheTest {

    private static final Clip CLIP = new Clip(SampleRate.HZ_24000, new float[100]);

    @Test
    void aPhraseIsFoundByVoiceSpeedAndText() {
        SpeechCache cache = new SpeechCache(1_000);
        cache.put(Voice.XIAOXIAO, 1, "好的", CLIP);

        assertThat(cache.get(Voice.XIAOXIAO, 1, "好的")).contains(CLIP);
        assertThat(cache.get(Voice.YUNXI, 1, "好的")).isEmpty();
        assertThat(cache.get(Voice.XIAOXIAO, 1.2, "好的")).isEmpty();
        assertThat(cache.get(Voice.XIAOXIAO, 1, "好吗")).isEmpty();
    }

    @Test
    void whatWasNotAskedForTheLongestGoesFirst() {
        SpeechCache cache = new SpeechCache(1_000);
        cache.put(Voice.HEART, 1, "one", CLIP);
        cache.put(Voice.HEART, 1, "two", CLIP);
        assertThat(cache.get(Voice.HEART, 1, "one")).isPresent();

        cache.put(Voice.HEART, 1, "three", CLIP);

        assertThat(cache.get(Voice.HEART, 1, "two")).isEmpty();
        assertThat(cache.get(Voice.HEART, 1, "one")).isPresent();
        assertThat(cache.bytes()).isEqualTo(800);
    }

    @Test
    void theSamePhraseAgainIsCountedOnce() {
        SpeechCache cache = new SpeechCache(1_000);
        cache.put(Voice.HEART, 1, "one", CLIP);
        cache.put(Voice.HEART, 1, "one", CLIP);

        assertThat(cache.bytes()).isEqualTo(400);
    }

    @Test
    void aClipLargerThanTheCacheIsNotKept() {
        SpeechCache cache = new SpeechCache(399);
        cache.put(Voice.HEART, 1, "one", CLIP);

        assertThat(cache.bytes()).isZero();
        assertThatThrownBy(() -> new SpeechCache(-1)).isInstanceOf(AudioException.class);
    }
}
