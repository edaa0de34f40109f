package org.liaoyuan.server.websearch.ask;

import java.util.ArrayList;
import java.util.List;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import tools.jackson.databind.JsonNode;

/** SearXNG's search API: docs.searxng.org/dev/search_api.html. */
record SearXng() implements Dialect {

    @Override
    public HttpUriRequestBase request(String address, String key, String question, int most) {
        HttpGet request = new HttpGet(address + "/search?format=json&q=" + Dialect.encoded(question));
        if (!key.isEmpty()) {
            request.setHeader("Authorization", "Bearer " + key); // of a proxy before it
        }
        return request;
    }

    @Override
    public List<Found> read(JsonNode answer) throws ServiceFailure {
        List<Found> all = Dialect.results(answer.path("results"), "title", "url", "content");
        JsonNode silent = answer.path("unresponsive_engines");
        if (all.isEmpty() && !silent.isEmpty()) {
            List<String> engines = new ArrayList<>();
            silent.forEach(each ->
                    engines.add(each.path(0).asString("?") + " (" + each.path(1).asString("?") + ")"));
            throw new ServiceFailure("none of its engines answered: " + String.join(", ", engines));
        }
        return all;
    }

    @Override
    public String reason(JsonNode answer) {
        return Dialect.text(answer, "/error");
    }

    @Override
    public String advice(int status) {
        return status == 403 || status == 200
                ? "allow the format json in its settings.yml (search: formats: [html, json])"
                : "";
    }
}
