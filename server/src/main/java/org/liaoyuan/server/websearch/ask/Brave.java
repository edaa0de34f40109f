package org.liaoyuan.server.websearch.ask;

import java.util.List;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import tools.jackson.databind.JsonNode;

/** Brave's web search API. A wrong key is a 422 there. */
record Brave() implements Dialect {

    private static final int MOST = 20;

    @Override
    public HttpUriRequestBase request(String address, String key, String question, int most) {
        HttpGet request = new HttpGet(address + "/web/search?text_decorations=false&result_filter=web&count="
                + Math.min(most, MOST) + "&q=" + Dialect.encoded(question));
        request.setHeader("X-Subscription-Token", key);
        return request;
    }

    @Override
    public List<Found> read(JsonNode answer) {
        return Dialect.results(answer.at("/web/results"), "title", "url", "description");
    }

    @Override
    public String reason(JsonNode answer) {
        return Dialect.text(answer, "/error/detail", "/errors/0/detail", "/error/code");
    }

    @Override
    public String advice(int status) {
        return status == 422 ? "look at the key: Brave answers so to a wrong one" : "";
    }
}
