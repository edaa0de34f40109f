package org.liaoyuan.server.space;

import java.util.List;
import org.liaoyuan.server.space.read.Box;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Boxes as a column keeps them. */
final class Boxes {

    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<List<Box>> LIST = new TypeReference<>() {};

    private Boxes() {}

    static String written(List<Box> boxes) {
        return JSON.writeValueAsString(boxes);
    }

    /** As they are told. */
    static List<FoundPassage.Place> places(String column) {
        return JSON.readValue(column, LIST).stream()
                .map(box -> new FoundPassage.Place(box.page(), box.x(), box.y(), box.width(), box.height()))
                .toList();
    }
}
