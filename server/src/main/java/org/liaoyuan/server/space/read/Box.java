package org.liaoyuan.server.space.read;

/**
 * Where something stands on a page; lengths as shares of the page's width and height, from its top left.
 *
 * @param page 1 …; 1 for a picture
 */
public record Box(int page, double x, double y, double width, double height) {

    /** Ten thousandths are less than a pixel of a screen. */
    public Box {
        x = rounded(x);
        y = rounded(y);
        width = rounded(width);
        height = rounded(height);
    }

    private static double rounded(double share) {
        return Math.round(share * 10_000) / 10_000.0;
    }
}
