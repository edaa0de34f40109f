package org.liaoyuan.server.tool.openapi;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** References of a document to parts of itself; it has no others. */
final class Pointers {

    private static final int MOST_HOPS = 10;

    private final JsonNode document;

    Pointers(JsonNode document) {
        this.document = document;
    }

    /** What stands there, which is no reference itself. @throws Unfit if there is no such part, or it leads outside of the document */
    JsonNode followed(JsonNode node) {
        JsonNode at = node;
        for (int hop = 0; at.path("$ref").isString(); hop++) {
            if (hop == MOST_HOPS) {
                throw new Unfit("its references lead to each other");
            }
            at = at(at.path("$ref").stringValue());
        }
        return at;
    }

    /** @throws Unfit if there is no such part, or it leads outside of the document */
    JsonNode at(String reference) {
        if (!reference.startsWith("#/")) {
            throw new Unfit("it refers to another document: " + Texts.cut(reference, 100));
        }
        try {
            String pointer = URLDecoder.decode(reference.substring(1).replace("+", "%2B"), StandardCharsets.UTF_8);
            JsonNode at = document.at(JsonPointer.compile(pointer));
            if (!at.isMissingNode()) {
                return at;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new Unfit("there is no " + Texts.cut(reference, 100) + " in the document");
    }
}
