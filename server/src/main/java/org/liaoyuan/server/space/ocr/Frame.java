package org.liaoyuan.server.space.ocr;

/**
 * A rectangle in a picture, turned by any angle, as text in it is read: from {@code (x, y)} its first line goes along, its lines follow
 * each other down. Lengths in pixels of the picture.
 *
 * @param x of the corner where reading begins
 * @param y of that corner
 * @param alongX of the unit vector along a line
 * @param alongY of that vector; down is this vector turned by 90 degrees clockwise (as seen, with y growing down)
 * @param width along
 * @param height down
 */
record Frame(double x, double y, double alongX, double alongY, double width, double height) {

    /** All of a picture. */
    static Frame of(Pixels picture) {
        return new Frame(0, 0, 1, 0, picture.width(), picture.height());
    }

    static Frame upright(double x, double y, double width, double height) {
        return new Frame(x, y, 1, 0, width, height);
    }

    /** @param u along, v down, from the first corner */
    double x(double u, double v) {
        return x + u * alongX - v * alongY;
    }

    double y(double u, double v) {
        return y + u * alongY + v * alongX;
    }

    /** The same rectangle for text that stands on its head in it. */
    Frame upsideDown() {
        return new Frame(x(width, height), y(width, height), -alongX, -alongY, width, height);
    }

    /** The same rectangle for text that goes from its top to its bottom. */
    Frame sideways() {
        return new Frame(x(width, 0), y(width, 0), -alongY, alongX, height, width);
    }

    /** @param factorX of the picture that this frame is then in, by which it is wider; and {@code factorY} higher */
    Frame scaled(double factorX, double factorY) {
        // the two differ by the rounding to whole pixels only
        return new Frame(
                x * factorX,
                y * factorY,
                alongX,
                alongY,
                width * Math.hypot(alongX * factorX, alongY * factorY),
                height * Math.hypot(alongY * factorX, alongX * factorY));
    }

    Frame lower(double by) {
        return new Frame(x, y + by, alongX, alongY, width, height);
    }

    /** So much larger on all sides. */
    Frame grown(double by) {
        return new Frame(x(-by, -by), y(-by, -by), alongX, alongY, width + 2 * by, height + 2 * by);
    }

    double middleX() {
        return x(width / 2, height / 2);
    }

    double middleY() {
        return y(width / 2, height / 2);
    }

    double left() {
        return Math.min(Math.min(x(0, 0), x(width, 0)), Math.min(x(0, height), x(width, height)));
    }

    double right() {
        return Math.max(Math.max(x(0, 0), x(width, 0)), Math.max(x(0, height), x(width, height)));
    }

    double top() {
        return Math.min(Math.min(y(0, 0), y(width, 0)), Math.min(y(0, height), y(width, height)));
    }

    double bottom() {
        return Math.max(Math.max(y(0, 0), y(width, 0)), Math.max(y(0, height), y(width, height)));
    }
}
