package org.liaoyuan.server.openai.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioFormat.Encoding;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.liaoyuan.sound.Clip;
import org.liaoyuan.sound.SampleRate;

/** Sound and messages on their way. */
class WireTest {

    @ParameterizedTest
    @EnumSource(
            value = SoundFormat.class,
            names = {"ULAW", "ALAW"})
    void theTelephonesCodesAreThoseOfTheJdk(SoundFormat format) throws IOException {
        byte[] codes = new byte[256];
        IntStream.range(0, 256).forEach(i -> codes[i] = (byte) i);
        AudioFormat coded =
                new AudioFormat(format == SoundFormat.ULAW ? Encoding.ULAW : Encoding.ALAW, 8000, 8, 1, 1, 8000, false);
        AudioFormat plain = new AudioFormat(8000, 16, 1, true, false);
        byte[] expected = AudioSystem.getAudioInputStream(
                        plain, new AudioInputStream(new ByteArrayInputStream(codes), coded, 256))
                .readAllBytes();

        float[] decoded = format.decode(codes, 256);

        assertThat(SoundFormat.PCM.decode(expected, 512)).isEqualTo(decoded);
        byte[] again = format.encode(decoded, 0, 256);
        assertThat(format.decode(again, 256))
                .usingComparatorWithPrecision(1e-4f)
                .containsExactly(decoded);
    }

    @Test
    void aSampleThatIsCutInTwoIsOneSample() {
        byte[] data = SoundFormat.PCM.encode(new float[] {0.25f, -0.5f, 1, -1}, 0, 4);
        SoundIn in = new SoundIn();

        Clip first = in.next(java.util.Arrays.copyOf(data, 3), SoundFormat.PCM);
        Clip second = in.next(java.util.Arrays.copyOfRange(data, 3, 8), SoundFormat.PCM);

        assertThat(first.then(second).samples())
                .usingComparatorWithPrecision(1e-4f)
                .containsExactly(0.25f, -0.5f, 1, -1);
    }

    @Test
    void soundGoesOutInSmallMessages() {
        List<String> messages = new SoundOut(SoundFormat.PCM).next(Clip.silence(SampleRate.HZ_24000, 1.2));

        assertThat(messages).hasSize(3).allSatisfy(m -> assertThat(m).hasSizeLessThanOrEqualTo(32_000));
        assertThat(new SoundOut(SoundFormat.ULAW).next(Clip.silence(SampleRate.HZ_24000, 1)))
                .hasSize(2);
    }

    @Test
    void aClientThatDoesNotReadIsGivenUp() throws InterruptedException {
        CountDownLatch reads = new CountDownLatch(1);
        CountDownLatch stuck = new CountDownLatch(1);
        SendQueue queue = new SendQueue(message -> reads.await(), 1_000, stuck::countDown, () -> {});

        for (int i = 0; i < 20; i++) {
            queue.put("x".repeat(100));
        }

        assertThat(stuck.await(30, TimeUnit.SECONDS)).isTrue();
        reads.countDown();
    }

    @Test
    void soundThatIsNotUnderWayYetIsDroppedAndTheRestKeepsItsOrder() throws InterruptedException {
        CountDownLatch reads = new CountDownLatch(1);
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch all = new CountDownLatch(1);
        List<String> sent = new CopyOnWriteArrayList<>();
        SendQueue queue = new SendQueue(
                message -> {
                    first.countDown();
                    reads.await();
                    sent.add(message);
                },
                1_000,
                () -> {},
                all::countDown);
        queue.put("a");
        assertThat(first.await(30, TimeUnit.SECONDS)).isTrue();
        queue.put("sound", "r1");
        queue.put("b");
        queue.put("other sound", "r2");
        queue.drop("r1");
        queue.end();
        queue.put("too late");
        reads.countDown();

        assertThat(all.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(sent).containsExactly("a", "b", "other sound");
    }
}
