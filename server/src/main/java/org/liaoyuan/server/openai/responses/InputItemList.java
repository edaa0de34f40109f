package org.liaoyuan.server.openai.responses;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.openai.ApiException;
import tools.jackson.databind.JsonNode;

/** A page of the items that a response was made of. */
@Schema(name = "ResponseItemList")
record InputItemList(
        String object,
        List<Object> data,
        @JsonProperty("first_id") String firstId,
        @JsonProperty("last_id") String lastId,
        @JsonProperty("has_more") boolean hasMore) {

    static final int USUAL = 20;
    private static final int MOST = 100;

    /**
     * A page.
     *
     * @param items all, oldest first
     * @param newestFirst whether the page runs backwards
     * @param after the id of the last item of the page before
     */
    static InputItemList page(List<JsonNode> items, int limit, boolean newestFirst, @Nullable String after) {
        if (limit < 1 || limit > MOST) {
            throw ApiException.invalid("limit", "'limit' is " + limit + "; expected 1 to " + MOST);
        }
        List<JsonNode> ordered = newestFirst ? items.reversed() : items;
        int from = after == null ? 0 : indexOf(ordered, after) + 1;
        List<JsonNode> page = ordered.subList(from, Math.min(ordered.size(), from + limit));
        return new InputItemList(
                "list",
                List.copyOf(page),
                page.isEmpty() ? "" : id(page.getFirst()),
                page.isEmpty() ? "" : id(page.getLast()),
                from + page.size() < ordered.size());
    }

    private static int indexOf(List<JsonNode> items, String id) {
        for (int i = 0; i < items.size(); i++) {
            if (id(items.get(i)).equals(id)) {
                return i;
            }
        }
        throw ApiException.invalid("after", "No item of this response has the id '" + id + "'");
    }

    private static String id(JsonNode item) {
        return item.path("id").asString("");
    }
}
