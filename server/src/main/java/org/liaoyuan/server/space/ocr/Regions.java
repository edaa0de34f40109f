package org.liaoyuan.server.space.ocr;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Makes rectangles of the map that the detector answers with: how likely each pixel belongs to the middle of a line of text
 * (differentiable binarisation, arXiv:1911.08947). Pixels above {@link #PIXEL} that touch are one line; the smallest rectangle around
 * them is grown back to the line's height, as the map shows lines shrunk.
 */
final class Regions {

    private static final float PIXEL = 0.3f;
    private static final float REGION = 0.5f;

    /** How far lines are shrunk in the map; the value with which the models' authors use them. */
    private static final double SHRUNK = 1.6;

    private static final double SMALLEST = 3;
    private static final int MOST = 3000;

    private final int width;
    private final int height;
    private final float[] map;
    private final boolean[] seen;
    private int[] stack = new int[1024];

    private Regions(FloatBuffer map, int width, int height) {
        this.width = width;
        this.height = height;
        this.map = new float[width * height];
        map.get(this.map);
        this.seen = new boolean[this.map.length];
    }

    /** @param map rows of {@code width} likelihoods */
    static List<Frame> of(FloatBuffer map, int width, int height) {
        return new Regions(map, width, height).find();
    }

    private List<Frame> find() {
        List<Frame> found = new ArrayList<>();
        for (int i = 0; i < map.length && found.size() < MOST; i++) {
            if (!seen[i] && map[i] > PIXEL) {
                region(i, found);
            }
        }
        return found;
    }

    private void region(int first, List<Frame> found) {
        Outline outline = new Outline(first / width);
        double sum = 0;
        int count = 0;
        int depth = push(0, first);
        while (depth > 0) {
            int at = stack[--depth];
            int x = at % width;
            int y = at / width;
            outline.add(x, y);
            sum += map[at];
            count++;
            for (int ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
                for (int nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
                    int next = ny * width + nx;
                    if (!seen[next] && map[next] > PIXEL) {
                        depth = push(depth, next);
                    }
                }
            }
        }
        if (sum / count < REGION) {
            return;
        }
        Frame core = outline.smallestRectangle();
        if (Math.min(core.width(), core.height()) < SMALLEST) {
            return;
        }
        double grow = core.width() * core.height() * SHRUNK / (2 * (core.width() + core.height()));
        found.add(core.grown(grow));
    }

    private int push(int depth, int at) {
        seen[at] = true;
        if (depth == stack.length) {
            stack = Arrays.copyOf(stack, depth * 2);
        }
        stack[depth] = at;
        return depth + 1;
    }

    /** The ends of each row of a region. Rows are never above the first: regions are found from the top. */
    private static final class Outline {

        private final int top;
        private int[] left = new int[32];
        private int[] right = new int[32];
        private int rows;

        Outline(int top) {
            this.top = top;
        }

        void add(int x, int y) {
            int row = y - top;
            if (row >= left.length) {
                left = Arrays.copyOf(left, row * 2);
                right = Arrays.copyOf(right, row * 2);
            }
            while (rows <= row) {
                left[rows] = Integer.MAX_VALUE;
                right[rows] = Integer.MIN_VALUE;
                rows++;
            }
            left[row] = Math.min(left[row], x);
            right[row] = Math.max(right[row], x + 1);
        }

        Frame smallestRectangle() {
            List<double[]> points = new ArrayList<>();
            for (int row = 0; row < rows; row++) {
                points.add(new double[] {left[row], top + row});
                points.add(new double[] {left[row], top + row + 1});
                points.add(new double[] {right[row], top + row});
                points.add(new double[] {right[row], top + row + 1});
            }
            return Hull.of(points).smallestRectangle();
        }
    }
}
