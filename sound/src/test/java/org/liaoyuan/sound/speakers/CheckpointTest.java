package org.liaoyuan.sound.speakers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.liaoyuan.sound.AudioException;

class CheckpointTest {

    /** A tensor w of 2 × 3 that begins behind one number of its storage. */
    static byte[] checkpoint() {
        ByteBuffer file = ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);
        file.put(bytes("\u0080\u0002\u008a\n\u006c\u00fc\u009c\u0046\u00f9\u0020\u006a\u00a8\u0050\u0019."));
        file.put(bytes("\u0080\u0002M\u00e9\u0003."));
        file.put(bytes("\u0080\u0002}."));
        file.put(bytes("\u0080\u0002}" + text("model_state") + "ccollections\nOrderedDict\n)R(" + text("w")
                + "ctorch._utils\n_rebuild_tensor_v2\n((" + text("storage") + "ctorch\nFloatStorage\n" + text("7")
                + text("cpu") + "K\u0007NtQK\u0001K\u0002K\u0003\u0086K\u0003K\u0001\u0086\u0089)tRus."));
        file.put(bytes("\u0080\u0002](" + text("7") + "e."));
        file.putLong(7);
        for (int i = 0; i < 7; i++) {
            file.putFloat(i);
        }
        byte[] all = new byte[file.position()];
        file.get(0, all);
        return all;
    }

    private static String text(String text) {
        return "X" + (char) text.length() + "\0\0\0" + text;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void aTensorIsReadFromItsPlaceInItsStorage() {
        assertThat(Checkpoint.of(checkpoint()).tensor("w", 2, 3)).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void aTensorOfAnotherShapeOrNameIsRefused() {
        Checkpoint checkpoint = Checkpoint.of(checkpoint());

        assertThatThrownBy(() -> checkpoint.tensor("w", 3, 2))
                .isInstanceOf(AudioException.class)
                .hasMessageContaining("another shape");
        assertThatThrownBy(() -> checkpoint.tensor("v", 2, 3))
                .isInstanceOf(AudioException.class)
                .hasMessageContaining("no weights v");
    }

    @Test
    void numbersBeyondTheEndAreRefused() {
        byte[] file = checkpoint();
        byte[] shorter = java.util.Arrays.copyOf(file, file.length - 1);

        assertThatThrownBy(() -> Checkpoint.of(shorter))
                .isInstanceOf(AudioException.class)
                .hasMessageContaining("says it has 7 numbers");
    }

    @Test
    void nothingIsCalled() {
        // os.system("…") is what a pickle that means harm has; here it is a name, and no model
        byte[] file = bytes("\u0080\u0002cos\nsystem\n" + text("true") + "\u0085R.");

        assertThatThrownBy(() -> Checkpoint.of(file))
                .isInstanceOf(AudioException.class)
                .hasMessageContaining("no PyTorch checkpoint");
    }
}
