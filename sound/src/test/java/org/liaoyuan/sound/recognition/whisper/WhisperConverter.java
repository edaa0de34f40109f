package org.liaoyuan.sound.recognition.whisper;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.liaoyuan.sound.AudioException;

/**
 * Makes a whisper.cpp file (matrices in 16 bits) of Whisper's weights in CTranslate2's form and its vocabulary in tiktoken's.
 * Sizes are read off the weights; the mel filters are computed. The target appears whole or not at all: it is written beside
 * and moved. At most {@value #CHUNK} numbers are in memory at once.
 */
public final class WhisperConverter {

    private static final int CHUNK = 1 << 20;
    /** Behind the words stand 1,501 times at least, from 0 s to 30 s. */
    private static final int LEAST_SPECIAL = 1501;

    private WhisperConverter() {}

    /** The same with the vocabulary of the multilingual models. */
    public static void convert(Path weights, Path target, DoubleConsumer progress) throws IOException {
        convert(weights, TokenFile.multilingual(), target, progress);
    }

    /**
     * @param weights CTranslate2's {@code model.bin}, in 32 or 16 bits
     * @param tokens {@code multilingual.tiktoken}, or the one of an English model
     * @param target the file to write; replaced if it is there
     * @param progress gets the share that is done, from 0 to 1
     * @throws AudioException if the weights or the vocabulary are not what they should be
     * @throws IOException if a file can't be read or written
     */
    public static void convert(Path weights, Path tokens, Path target, DoubleConsumer progress) throws IOException {
        convert(weights, TokenFile.read(tokens), target, progress);
    }

    private static void convert(Path weights, List<byte[]> vocabulary, Path target, DoubleConsumer progress)
            throws IOException {
        Path folder = target.toAbsolutePath().getParent();
        if (folder == null) {
            throw new AudioException("the target " + target + " is no file: name one in a folder");
        }
        Path beside = Files.createTempFile(folder, target.getFileName() + ".", ".part");
        try (Ct2File file = Ct2File.open(weights)) {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(beside), 1 << 20)) {
                write(file, vocabulary, out, progress);
            }
            Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private static void write(Ct2File file, List<byte[]> vocabulary, OutputStream out, DoubleConsumer progress)
            throws IOException {
        Dimensions sizes = Dimensions.of(file);
        if (vocabulary.size() + LEAST_SPECIAL > sizes.vocabulary()) {
            throw file.refused("knows " + sizes.vocabulary() + " tokens, too few for a vocabulary of "
                    + vocabulary.size() + " words and the special ones");
        }
        List<Tensor> tensors = Tensor.of(sizes);
        for (Tensor tensor : tensors) {
            check(file, tensor);
        }
        GgmlWriter writer = new GgmlWriter(out);
        writer.header(sizes);
        writer.tokens(vocabulary);
        long all = tensors.stream().mapToLong(Tensor::elements).sum();
        long done = 0;
        for (Tensor tensor : tensors) {
            writer.tensor(tensor);
            copy(file, tensor, writer);
            done += tensor.elements();
            progress.accept((double) done / all);
        }
    }

    private static void check(Ct2File file, Tensor tensor) {
        Ct2Variable variable = file.variable(tensor.variable());
        if (variable.elements() != tensor.elements() * tensor.parts()
                || !variable.shape().getFirst().equals(tensor.shape().getFirst() * tensor.parts())) {
            throw file.refused("has the shape " + variable.shape() + " in " + variable.name() + ", where "
                    + tensor.parts() + " times " + tensor.shape() + " is expected");
        }
        if (variable.type() != Ct2Variable.Type.FLOAT16 && variable.type() != Ct2Variable.Type.FLOAT32) {
            throw file.refused("keeps " + variable.name() + " as " + variable.type()
                    + ", and only FLOAT16 and FLOAT32 are converted");
        }
    }

    private static void copy(Ct2File file, Tensor tensor, GgmlWriter writer) throws IOException {
        Ct2Variable variable = file.variable(tensor.variable());
        long from = tensor.elements() * tensor.part();
        long end = from + tensor.elements();
        while (from < end) {
            int count = (int) Math.min(CHUNK, end - from);
            ByteBuffer data = file.data(variable, from, count);
            boolean half = variable.type() == Ct2Variable.Type.FLOAT16;
            if (tensor.whole()) {
                float[] values = new float[count];
                for (int i = 0; i < count; i++) {
                    values[i] = half ? Float.float16ToFloat(data.getShort()) : data.getFloat();
                }
                writer.floats(values);
            } else {
                short[] values = new short[count];
                for (int i = 0; i < count; i++) {
                    values[i] = half ? data.getShort() : Float.floatToFloat16(data.getFloat());
                }
                writer.halves(values);
            }
            from += count;
        }
    }
}
