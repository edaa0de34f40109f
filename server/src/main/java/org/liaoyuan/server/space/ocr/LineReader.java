package org.liaoyuan.server.space.ocr;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Reads lines, by PP-OCR's recogniser: lines of about the same length at once, as all of a batch are as long as its longest. */
final class LineReader implements AutoCloseable {

    private static final int HEIGHT = 48;
    private static final int LEAST_WIDTH = 320;
    private static final int MOST_WIDTH = 3200;

    /** Of a batch, in pixels of width: its answer has a number for each character of the alphabet every eight pixels. */
    private static final int MOST_AT_ONCE = 3840;

    private final Network network;
    private final List<String> alphabet = new ArrayList<>();

    /** What a line says, and how sure the model is of it, from 0 to 1. */
    record Said(String text, double confidence) {}

    /** @param characters that the model knows, a line each */
    LineReader(Network network, String characters) {
        this.network = network;
        alphabet.add(""); // between characters
        alphabet.addAll(characters.lines().toList());
        alphabet.add(" ");
        if (alphabet.size() < 100) {
            throw new IllegalArgumentException("the model brings no list of its characters");
        }
    }

    List<Said> read(Pixels picture, List<Frame> frames) {
        List<Integer> order = IntStream.range(0, frames.size())
                .boxed()
                .sorted(Comparator.comparingInt(i -> width(frames.get(i))))
                .toList();
        Said[] said = new Said[frames.size()];
        int from = 0;
        while (from < order.size()) {
            int to = from + 1;
            while (to < order.size()
                    && (to - from + 1) * Math.max(LEAST_WIDTH, width(frames.get(order.get(to)))) <= MOST_AT_ONCE) {
                to++;
            }
            batch(picture, frames, order.subList(from, to), said);
            from = to;
        }
        return Arrays.asList(said);
    }

    private static int width(Frame frame) {
        return Math.clamp((int) Math.ceil(HEIGHT * frame.width() / frame.height()), 8, MOST_WIDTH);
    }

    private void batch(Pixels picture, List<Frame> frames, List<Integer> some, Said[] said) {
        if (Thread.currentThread().isInterrupted()) {
            throw new IllegalStateException("reading the picture was interrupted");
        }
        int width = Math.max(LEAST_WIDTH, width(frames.get(some.getLast())));
        float[] planes = new float[some.size() * 3 * HEIGHT * width];
        for (int i = 0; i < some.size(); i++) {
            Frame frame = frames.get(some.get(i));
            picture.sample(frame, width(frame), HEIGHT, planes, i * 3 * HEIGHT * width, width);
        }
        network.ask(planes, some.size(), HEIGHT, width, (values, shape) -> {
            if (shape[2] != alphabet.size()) {
                throw new IllegalStateException(
                        "the model answers with " + shape[2] + " characters, but lists " + alphabet.size());
            }
            for (int i = 0; i < some.size(); i++) {
                said[some.get(i)] = decode(values, i * (int) shape[1], (int) shape[1]);
            }
            return some.size();
        });
    }

    /** The likeliest character of each step; the same one again, and the blank between characters, say nothing (CTC). */
    private Said decode(FloatBuffer values, int firstStep, int steps) {
        StringBuilder text = new StringBuilder();
        double sum = 0;
        int count = 0;
        int before = 0;
        float[] step = new float[alphabet.size()];
        for (int t = 0; t < steps; t++) {
            values.get((firstStep + t) * step.length, step);
            int best = 0;
            for (int c = 1; c < step.length; c++) {
                if (step[c] > step[best]) {
                    best = c;
                }
            }
            if (best != 0 && best != before) {
                text.append(alphabet.get(best));
                sum += step[best];
                count++;
            }
            before = best;
        }
        return new Said(text.toString().strip(), count == 0 ? 0 : sum / count);
    }

    @Override
    public void close() {
        network.close();
    }
}
