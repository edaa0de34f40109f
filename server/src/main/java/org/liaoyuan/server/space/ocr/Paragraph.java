package org.liaoyuan.server.space.ocr;

import java.util.List;

/**
 * Lines that belong together.
 *
 * @param table whether its lines are rows, with {@code " | "} between cells
 * @param text rows of a table on lines of their own, the lines of a text joined
 * @param places where parts of the text stand in the picture, in the order of the text
 */
public record Paragraph(boolean table, String text, List<Place> places) {

    public Paragraph {
        places = List.copyOf(places);
    }

    /**
     * Where a part of a text stands; lengths as shares of the picture's width and height, from its top left.
     *
     * @param start of the part in the text, inclusive
     * @param end exclusive
     */
    public record Place(int start, int end, double x, double y, double width, double height) {}
}
