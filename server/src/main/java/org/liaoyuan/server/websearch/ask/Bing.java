package org.liaoyuan.server.websearch.ask;

import java.util.List;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import tools.jackson.databind.JsonNode;

/** The form of Bing's Web Search API v7. Where nothing is found, {@code webPages} is missing. */
record Bing() implements Dialect {

    @Override
    public HttpUriRequestBase request(String address, String key, String question, int most) {
        HttpGet request = new HttpGet(address + "/search?responseFilter=Webpages&textDecorations=false&count=" + most
                + "&q=" + Dialect.encoded(question));
        request.setHeader("Ocp-Apim-Subscription-Key", key);
        return request;
    }

    @Override
    public List<Found> read(JsonNode answer) {
        return Dialect.results(answer.at("/webPages/value"), "name", "url", "snippet");
    }

    @Override
    public String reason(JsonNode answer) {
        return Dialect.text(answer, "/error/message", "/errors/0/message", "/message");
    }
}
