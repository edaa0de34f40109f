package org.liaoyuan.sound.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.liaoyuan.sound.AudioException;

class KokoroVoicesTest {

    private static final int BYTES = KokoroVoices.ROWS * KokoroVoices.WIDTH * 4;
    private static final String NAME = "package/voices/zf_xiaoxiao.bin";

    @Test
    void theStyleIsTheRowOfTheNumberOfTokens() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < BYTES / 4; i++) {
            bytes.putFloat(i);
        }
        KokoroVoices voices = read(Packed.tar(NAME, bytes.array(), BYTES));

        assertThat(voices.voices()).containsExactly(Voice.XIAOXIAO);
        assertThat(voices.style(Voice.XIAOXIAO, 3)[0]).isEqualTo(2 * KokoroVoices.WIDTH);
        assertThat(voices.style(Voice.XIAOXIAO, 9_999)[0]).isEqualTo(509f * KokoroVoices.WIDTH);
    }

    @Test
    void aVoiceWhoseTonesAreWrongMovesAsAnotherWhereThatIsThere() throws IOException {
        byte[] one = Packed.tar("package/voices/zf_xiaoni.bin", filled(1), BYTES);
        byte[] other = Packed.tar("package/voices/zf_xiaoyi.bin", filled(2), BYTES);
        byte[] both = ByteBuffer.allocate(one.length - 1024 + other.length)
                .put(one, 0, one.length - 1024)
                .put(other)
                .array();

        assertThat(read(both).style(new Voice("zf_xiaoni"), 3)).startsWith(1, 1).endsWith(2, 2);
        assertThat(read(both).style(new Voice("zf_xiaoyi"), 3)).startsWith(2).endsWith(2);
        assertThat(read(one).style(new Voice("zf_xiaoni"), 3)).containsOnly(1);
    }

    private static byte[] filled(float value) {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            bytes.putFloat(value);
        }
        return bytes.array();
    }

    @Test
    void aVoiceThatIsNotThereIsNamedWithThoseThatAre() throws IOException {
        KokoroVoices voices = read(Packed.tar(NAME, new byte[BYTES], BYTES));

        assertThatThrownBy(() -> voices.style(Voice.HEART, 1))
                .isInstanceOf(AudioException.class)
                .hasMessageContaining("af_heart")
                .hasMessageContaining("zf_xiaoxiao");
    }

    @Test
    void aVoiceOfAnotherSizeOrCutOffIsRefused() {
        byte[] whole = Packed.tar(NAME, new byte[BYTES], BYTES);
        assertThatThrownBy(() -> read(Packed.tar(NAME, new byte[100], 100))).hasMessageContaining("522240");
        assertThatThrownBy(() -> read(Packed.tar(NAME, new byte[100], 1L << 33)))
                .hasMessageContaining("more than 522240");
        assertThatThrownBy(() -> read(Arrays.copyOf(whole, 1_000))).hasMessageContaining("cut off");
        assertThatThrownBy(() -> read(Packed.tar("package/readme", new byte[1], 1)))
                .hasMessageContaining("no voices");
    }

    private static KokoroVoices read(byte[] tar) throws IOException {
        return KokoroVoices.read(new ByteArrayInputStream(Packed.gzip(tar)));
    }
}
