package org.liaoyuan.engine.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liaoyuan.engine.InvalidModelException;

class GgufFileTest {

    @TempDir
    Path folder;

    @Test
    void aCompleteFileIsRead() throws IOException {
        GgufFile file = GgufFile.read(GgufBytes.write(folder, GgufBytes.valid()));

        assertThat(file.architecture()).isEqualTo("llama");
        assertThat(file.integer("llama.block_count")).hasValue(2);
        assertThat(file.tensors()).extracting(TensorInfo::bytes).containsExactly(36L);
    }

    @Test
    void everyTruncationIsRefused() throws IOException {
        byte[] whole = GgufBytes.valid();
        for (int length = 0; length < whole.length; length++) {
            Path cut = Files.write(folder.resolve("cut.gguf"), Arrays.copyOf(whole, length));

            assertThatThrownBy(() -> GgufFile.read(cut)).isInstanceOf(InvalidModelException.class);
        }
    }

    @Test
    void anotherMagicOrVersionIsNamed() throws IOException {
        Path magic = GgufBytes.write(folder, changed(0, 0x46464947));
        Path version = GgufBytes.write(folder, changed(4, 1));
        Path bigEndian = GgufBytes.write(folder, changed(4, 0x03000000));

        assertThatThrownBy(() -> GgufFile.read(magic)).hasMessageContaining("does not begin with GGUF");
        assertThatThrownBy(() -> GgufFile.read(version)).hasMessageContaining("version 1");
        assertThatThrownBy(() -> GgufFile.read(bigEndian)).hasMessageContaining("big-endian");
    }

    @Test
    void hugeCountsAreRefusedAtOnce() throws IOException {
        for (long count : new long[] {1L << 60, Long.MAX_VALUE, -1, 1L << 32}) {
            byte[] tensors = GgufBytes.valid();
            ByteBuffer.wrap(tensors).order(ByteOrder.LITTLE_ENDIAN).putLong(8, count);
            byte[] entries = GgufBytes.valid();
            ByteBuffer.wrap(entries).order(ByteOrder.LITTLE_ENDIAN).putLong(16, count);
            byte[] length = GgufBytes.valid();
            ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).putLong(24, count);

            for (byte[] bytes : new byte[][] {tensors, entries, length}) {
                Path file = GgufBytes.write(folder, bytes);
                assertThatThrownBy(() -> GgufFile.read(file)).isInstanceOf(InvalidModelException.class);
            }
        }
    }

    @Property(tries = 3000)
    void aMutatedFileIsReadOrRefusedAndNothingElse(
            @ForAll @IntRange(min = 0, max = 10_000) int at, @ForAll byte value, @ForAll boolean whole)
            throws IOException {
        byte[] bytes = GgufBytes.valid();
        int place = at % bytes.length;
        for (int i = place; i < (whole ? Math.min(place + 8, bytes.length) : place + 1); i++) {
            bytes[i] = value;
        }
        Path file = Files.createTempFile("mutated", ".gguf");
        try {
            GgufFile.read(Files.write(file, bytes));
        } catch (InvalidModelException expected) {
            assertThat(expected).hasMessageContaining(file.toString());
        } finally {
            Files.delete(file);
        }
    }

    private static byte[] changed(int at, int value) {
        byte[] bytes = GgufBytes.valid();
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
        return bytes;
    }
}
