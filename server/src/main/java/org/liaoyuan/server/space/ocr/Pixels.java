package org.liaoyuan.server.space.ocr;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/**
 * A picture: rows of {@code 0xRRGGBB}, the top left first; the highest byte says nothing. What is transparent is white.
 *
 * @param rgb {@code width * height} of them
 */
@SuppressWarnings("ArrayRecordComponent") // millions of them, seen in this package only
public record Pixels(int width, int height, int[] rgb) {

    /** As networks are given it: below this nothing is there, above it everything. */
    private static final float HALF = 127.5f;

    private static final int LEAST_CHANGE = 24;

    public Pixels {
        if (width < 1 || height < 1 || rgb.length != (long) width * height) {
            throw new IllegalArgumentException(rgb.length + " pixels are no picture of " + width + " x " + height);
        }
    }

    public static Pixels of(BufferedImage image) {
        BufferedImage plain = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = plain.createGraphics();
        try {
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, plain.getWidth(), plain.getHeight());
            graphics.drawImage(image, 0, 0, null);
        } finally {
            graphics.dispose();
        }
        int[] rgb = ((DataBufferInt) plain.getRaster().getDataBuffer()).getData();
        return new Pixels(plain.getWidth(), plain.getHeight(), rgb);
    }

    /** Made smaller, each pixel the mean of those it stands for, until it has at most so many; never larger. */
    Pixels atMost(int pixels) {
        double ratio = Math.sqrt(pixels / ((double) width * height));
        if (ratio >= 1) {
            return this;
        }
        int toWidth = Math.max(1, (int) (width * ratio));
        int toHeight = Math.max(1, (int) (height * ratio));
        float[] planes = new float[3 * toWidth * toHeight];
        sample(Frame.of(this), toWidth, toHeight, planes, 0, toWidth);
        int[] smaller = new int[toWidth * toHeight];
        for (int i = 0; i < smaller.length; i++) {
            int blue = value(planes[i]);
            int green = value(planes[smaller.length + i]);
            int red = value(planes[2 * smaller.length + i]);
            smaller[i] = red << 16 | green << 8 | blue;
        }
        return new Pixels(toWidth, toHeight, smaller);
    }

    /** As an image whose sides have at most so many pixels; never larger than it is. */
    public BufferedImage within(int side) {
        double ratio = Math.min(1, side / (double) Math.max(width, height));
        Pixels small = ratio < 1 ? atMost((int) (width * ratio * height * ratio)) : this;
        BufferedImage image = new BufferedImage(small.width, small.height, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, small.width, small.height, small.rgb, 0, small.width);
        return image;
    }

    private static int value(float normal) {
        return Math.clamp(Math.round((normal + 1) * HALF), 0, 255);
    }

    /** Whether it is about of one colour: nothing can be read on it. */
    public boolean isBlank() {
        int first = rgb[0];
        for (int pixel : rgb) {
            int change = Math.abs((pixel >> 16 & 0xff) - (first >> 16 & 0xff))
                    + Math.abs((pixel >> 8 & 0xff) - (first >> 8 & 0xff))
                    + Math.abs((pixel & 0xff) - (first & 0xff));
            if (change > LEAST_CHANGE) {
                return false;
            }
        }
        return true;
    }

    /** Some of its rows. */
    Pixels rows(int from, int to) {
        int[] some = new int[(to - from) * width];
        System.arraycopy(rgb, from * width, some, 0, some.length);
        return new Pixels(width, to - from, some);
    }

    /**
     * Writes what a frame shows as three planes (blue, green, red) of values from -1 to 1, as many source pixels averaged as fall into
     * one. What lies outside of the picture is as its edge.
     *
     * @param to filled from {@code offset}; a plane has {@code toHeight} rows of {@code stride} values
     */
    void sample(Frame frame, int toWidth, int toHeight, float[] to, int offset, int stride) {
        double stepX = frame.width() / toWidth;
        double stepY = frame.height() / toHeight;
        int across = Math.max(1, (int) Math.round(stepX));
        int down = Math.max(1, (int) Math.round(stepY));
        int plane = stride * toHeight;
        float share = 1f / (across * down * HALF);
        float[] sum = new float[3];
        for (int j = 0; j < toHeight; j++) {
            for (int i = 0; i < toWidth; i++) {
                sum[0] = 0;
                sum[1] = 0;
                sum[2] = 0;
                for (int b = 0; b < down; b++) {
                    double v = (j + (b + 0.5) / down) * stepY;
                    for (int a = 0; a < across; a++) {
                        double u = (i + (a + 0.5) / across) * stepX;
                        add(frame.x(u, v) - 0.5, frame.y(u, v) - 0.5, sum);
                    }
                }
                int at = offset + j * stride + i;
                to[at] = sum[2] * share - 1;
                to[at + plane] = sum[1] * share - 1;
                to[at + 2 * plane] = sum[0] * share - 1;
            }
        }
    }

    /** Adds the colour between four pixels. */
    private void add(double x, double y, float[] sum) {
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        float right = (float) (x - left);
        float low = (float) (y - top);
        add(left, top, (1 - right) * (1 - low), sum);
        add(left + 1, top, right * (1 - low), sum);
        add(left, top + 1, (1 - right) * low, sum);
        add(left + 1, top + 1, right * low, sum);
    }

    private void add(int x, int y, float weight, float[] sum) {
        if (weight == 0) {
            return;
        }
        int pixel = rgb[Math.clamp(y, 0, height - 1) * width + Math.clamp(x, 0, width - 1)];
        sum[0] += weight * (pixel >> 16 & 0xff);
        sum[1] += weight * (pixel >> 8 & 0xff);
        sum[2] += weight * (pixel & 0xff);
    }
}
