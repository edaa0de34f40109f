package org.liaoyuan.server.websearch.ask;

import java.util.List;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Tavily's search: docs.tavily.com. */
record Tavily() implements Dialect {

    private static final int MOST = 20;

    @Override
    public HttpUriRequestBase request(String address, String key, String question, int most) {
        HttpPost request = new HttpPost(address + "/search");
        request.setHeader("Authorization", "Bearer " + key);
        request.setEntity(Dialect.body(JsonNodeFactory.instance
                .objectNode()
                .put("query", question)
                .put("search_depth", "basic")
                .put("max_results", Math.min(most, MOST))));
        return request;
    }

    @Override
    public List<Found> read(JsonNode answer) {
        return Dialect.results(answer.path("results"), "title", "url", "content");
    }

    @Override
    public String reason(JsonNode answer) {
        return Dialect.text(answer, "/detail/error", "/detail", "/error");
    }
}
