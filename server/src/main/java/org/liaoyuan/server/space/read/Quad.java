package org.liaoyuan.server.space.read;

import org.apache.pdfbox.pdmodel.font.PDType3Font;
import org.apache.pdfbox.text.TextPosition;
import org.apache.pdfbox.util.Matrix;
import org.jspecify.annotations.Nullable;

/**
 * A rectangle on a page as it is shown: its crop box, turned as the page says. Points of 1/72 inch from the top left, y growing down.
 *
 * @param width of the page as it is shown
 * @param height of that page
 * @param size of the largest letter in it
 */
record Quad(double left, double top, double right, double bottom, double width, double height, double size) {

    /** What letters have above and below their line, of the size of their font: that of Latin and Chinese fonts. */
    private static final double ASCENT = 0.88;

    private static final double DESCENT = 0.22;

    /** Of the angle between a line and its letters' height. */
    private static final double LEAST_SINE = 0.1;

    /** The place of a letter, whichever way it is turned. */
    static Quad of(TextPosition letter) {
        Matrix matrix = letter.getTextMatrix();
        double x = matrix.getTranslateX();
        double y = matrix.getTranslateY();
        double alongX = letter.getEndX() - x;
        double alongY = letter.getEndY() - y;
        double upX = matrix.getShearX();
        double upY = matrix.getScaleY();
        double size = Math.hypot(upX, upY);
        if (letter.getFont() instanceof PDType3Font && size > 0) {
            // units of their own
            double factor = letter.getHeight() / size;
            upX *= factor;
            upY *= factor;
            size = letter.getHeight();
        }
        if (Math.abs(alongX * upY - alongY * upX) < LEAST_SINE * size * Math.hypot(alongX, alongY)) {
            // it is written downwards; a letter is as wide as it is high
            alongX = upY;
            alongY = -upX;
        }
        return of(
                letter,
                size,
                new double[] {x - DESCENT * upX, x + ASCENT * upX, x + alongX - DESCENT * upX, x + alongX + ASCENT * upX
                },
                new double[] {y - DESCENT * upY, y + ASCENT * upY, y + alongY - DESCENT * upY, y + alongY + ASCENT * upY
                });
    }

    /** @param xs of its corners, from the crop box's lower left; and {@code ys}, growing up */
    private static Quad of(TextPosition letter, double size, double[] xs, double[] ys) {
        double pageWidth = letter.getPageWidth();
        double pageHeight = letter.getPageHeight();
        int turned = Math.floorMod(letter.getRotation(), 360);
        boolean aside = turned == 90 || turned == 270;
        double left = Double.POSITIVE_INFINITY;
        double top = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        double bottom = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < xs.length; i++) {
            double x = switch (turned) {
                case 90 -> ys[i];
                case 180 -> pageWidth - xs[i];
                case 270 -> pageHeight - ys[i];
                default -> xs[i];
            };
            double y = switch (turned) {
                case 90 -> xs[i];
                case 180 -> ys[i];
                case 270 -> pageWidth - xs[i];
                default -> pageHeight - ys[i];
            };
            left = Math.min(left, x);
            top = Math.min(top, y);
            right = Math.max(right, x);
            bottom = Math.max(bottom, y);
        }
        return new Quad(left, top, right, bottom, aside ? pageHeight : pageWidth, aside ? pageWidth : pageHeight, size);
    }

    Quad and(Quad other) {
        return new Quad(
                Math.min(left, other.left),
                Math.min(top, other.top),
                Math.max(right, other.right),
                Math.max(bottom, other.bottom),
                width,
                height,
                Math.max(size, other.size));
    }

    /** Between the nearest points of the two; 0 where they touch. */
    double distance(Quad other) {
        double across = Math.max(0, Math.max(other.left - right, left - other.right));
        double down = Math.max(0, Math.max(other.top - bottom, top - other.bottom));
        return Math.max(across, down);
    }

    /** The part of it that is on the page; null if none is, or if its numbers are none. */
    @Nullable
    Box box(int page) {
        double fromX = Math.clamp(left / width, 0, 1);
        double fromY = Math.clamp(top / height, 0, 1);
        double toX = Math.clamp(right / width, 0, 1);
        double toY = Math.clamp(bottom / height, 0, 1);
        return toX > fromX && toY > fromY ? new Box(page, fromX, fromY, toX - fromX, toY - fromY) : null;
    }
}
