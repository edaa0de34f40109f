package org.liaoyuan.server.space.ocr;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The convex hull of points.
 *
 * @param corners in order around it
 */
record Hull(List<double[]> corners) {

    /** Andrew's monotone chain. */
    static Hull of(List<double[]> points) {
        List<double[]> sorted = new ArrayList<>(points);
        sorted.sort(Comparator.<double[]>comparingDouble(p -> p[0]).thenComparingDouble(p -> p[1]));
        List<double[]> hull = new ArrayList<>(half(sorted));
        List<double[]> back = half(sorted.reversed());
        hull.removeLast();
        back.removeLast();
        hull.addAll(back);
        return new Hull(hull);
    }

    private static List<double[]> half(List<double[]> sorted) {
        List<double[]> half = new ArrayList<>();
        for (double[] p : sorted) {
            while (half.size() > 1 && turn(half.get(half.size() - 2), half.getLast(), p) <= 0) {
                half.removeLast();
            }
            half.add(p);
        }
        return half;
    }

    private static double turn(double[] a, double[] b, double[] c) {
        return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
    }

    /** Of the least area, one of its sides along the hull; along is within 45 degrees of the picture's rows. */
    Frame smallestRectangle() {
        Frame best = Frame.upright(0, 0, Double.MAX_VALUE, Double.MAX_VALUE);
        for (int i = 0; i < corners.size(); i++) {
            double[] a = corners.get(i);
            double[] b = corners.get((i + 1) % corners.size());
            double length = Math.hypot(b[0] - a[0], b[1] - a[1]);
            if (length > 0) {
                Frame frame = along((b[0] - a[0]) / length, (b[1] - a[1]) / length);
                if (frame.width() * frame.height() < best.width() * best.height()) {
                    best = frame;
                }
            }
        }
        return best;
    }

    private Frame along(double edgeX, double edgeY) {
        boolean steep = Math.abs(edgeY) > Math.abs(edgeX);
        double x = steep ? edgeY : edgeX;
        double y = steep ? -edgeX : edgeY;
        double alongX = x < 0 ? -x : x;
        double alongY = x < 0 ? -y : y;
        double left = Double.MAX_VALUE;
        double right = -Double.MAX_VALUE;
        double top = Double.MAX_VALUE;
        double bottom = -Double.MAX_VALUE;
        for (double[] p : corners) {
            double u = p[0] * alongX + p[1] * alongY;
            double v = p[1] * alongX - p[0] * alongY;
            left = Math.min(left, u);
            right = Math.max(right, u);
            top = Math.min(top, v);
            bottom = Math.max(bottom, v);
        }
        return new Frame(
                left * alongX - top * alongY, left * alongY + top * alongX, alongX, alongY, right - left, bottom - top);
    }
}
