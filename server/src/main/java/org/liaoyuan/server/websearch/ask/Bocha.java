package org.liaoyuan.server.websearch.ask;

import java.util.List;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Bocha's web search (博查): Bing's results inside {@code data}, with a longer {@code summary} of each. */
record Bocha() implements Dialect {

    private static final int FINE = 200;

    @Override
    public HttpUriRequestBase request(String address, String key, String question, int most) {
        HttpPost request = new HttpPost(address + "/web-search");
        request.setHeader("Authorization", "Bearer " + key);
        request.setEntity(Dialect.body(JsonNodeFactory.instance
                .objectNode()
                .put("query", question)
                .put("freshness", "noLimit")
                .put("summary", true)
                .put("count", most)));
        return request;
    }

    @Override
    public List<Found> read(JsonNode answer) throws ServiceFailure {
        // a refusal may come with the status 200 and say so inside, as a number or as a text
        int code = answer.path("code").asInt(FINE);
        if (code != FINE) {
            throw new ServiceFailure("it answered with the code " + code + ": " + reason(answer));
        }
        return Dialect.results(answer.at("/data/webPages/value"), "name", "url", "snippet", "summary");
    }

    @Override
    public String reason(JsonNode answer) {
        return Dialect.text(answer, "/message", "/msg");
    }
}
