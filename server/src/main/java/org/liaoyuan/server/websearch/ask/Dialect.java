package org.liaoyuan.server.websearch.ask;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How a service is asked and what it answers. */
sealed interface Dialect permits SearXng, Bing, Bocha, Brave, Tavily {

    /**
     * What to send.
     *
     * @param address without a slash at its end
     * @param key empty for none
     * @param most results that are wanted
     */
    HttpUriRequestBase request(String address, String key, String question, int most);

    /**
     * What an answer with the status 200 says.
     *
     * @throws ServiceFailure if it says that the search failed
     */
    List<Found> read(JsonNode answer) throws ServiceFailure;

    /** What an answer with another status says of the reason; empty where it says nothing that is known. */
    String reason(JsonNode answer);

    /** What to do about a status; empty for what goes without saying. */
    default String advice(int status) {
        return "";
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static ByteArrayEntity body(ObjectNode json) {
        return new ByteArrayEntity(json.toString().getBytes(StandardCharsets.UTF_8), ContentType.APPLICATION_JSON);
    }

    /** Results of a list, each by its names of title, address and snippet; what has no address is left out. */
    static List<Found> results(JsonNode list, String title, String address, String... snippets) {
        List<Found> all = new ArrayList<>();
        for (JsonNode each : list) {
            String snippet = "";
            for (String name : snippets) {
                String said = each.path(name).asString("");
                snippet = said.length() > snippet.length() ? said : snippet;
            }
            Found.of(each.path(title).asString(""), each.path(address).asString(""), snippet)
                    .ifPresent(all::add);
        }
        return all;
    }

    /** The first of these places that holds a text. */
    static String text(JsonNode answer, String... pointers) {
        for (String pointer : pointers) {
            JsonNode at = answer.at(pointer);
            if (at.isString() && !at.stringValue().isBlank()) {
                return at.stringValue();
            }
        }
        return "";
    }
}
