package org.liaoyuan.server.space.ocr;

import java.util.List;

/** Says whether lines stand on their head, by PP-OCR's classifier of directions. */
final class LineTurner implements AutoCloseable {

    private static final int HEIGHT = 48;
    private static final int WIDTH = 192;
    private static final int AT_ONCE = 16;

    private final Network network;

    LineTurner(Network network) {
        this.network = network;
    }

    /** For each frame, from 0 to 1, how sure it is that its text stands on its head. */
    double[] upsideDown(Pixels picture, List<Frame> frames) {
        double[] all = new double[frames.size()];
        for (int from = 0; from < all.length; from += AT_ONCE) {
            int start = from;
            int count = Math.min(AT_ONCE, all.length - from);
            float[] planes = new float[count * 3 * HEIGHT * WIDTH];
            for (int i = 0; i < count; i++) {
                Frame frame = frames.get(from + i);
                int width = Math.clamp((int) Math.ceil(HEIGHT * frame.width() / frame.height()), 1, WIDTH);
                picture.sample(frame, width, HEIGHT, planes, i * 3 * HEIGHT * WIDTH, WIDTH);
            }
            network.ask(planes, count, HEIGHT, WIDTH, (values, shape) -> {
                for (int i = 0; i < count; i++) {
                    all[start + i] = values.get(2 * i + 1);
                }
                return count;
            });
        }
        return all;
    }

    @Override
    public void close() {
        network.close();
    }
}
