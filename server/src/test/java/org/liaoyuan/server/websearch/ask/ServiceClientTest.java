package org.liaoyuan.server.websearch.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liaoyuan.server.websearch.RecordingWeb;
import org.liaoyuan.server.websearch.RecordingWeb.Asked;

/** Each service's answers in the shape that its documentation gives them, over HTTP. */
class ServiceClientTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String KEY = "k-123-secret";
    private static final RecordingWeb WEB = new RecordingWeb();

    @AfterAll
    static void close() {
        WEB.close();
    }

    private static SearchService service(Kind kind, String base) {
        return new SearchService(new UUID(0, 1), kind, WEB.address() + base, KEY);
    }

    private static List<Found> search(Kind kind, String base) throws Exception {
        WEB.forget();
        try (ServiceClient client = new ServiceClient()) {
            return client.search(service(kind, base), "西湖 & West Lake", 10, LONG);
        }
    }

    private static Asked asked() {
        assertThat(WEB.asked()).hasSize(1);
        return WEB.asked().getFirst();
    }

    @Test
    void searxngIsAskedForJson() throws Exception {
        WEB.json("/sx/search", 200, """
                {"query": "q", "number_of_results": 2, "results": [
                  {"url": "https://en.wikipedia.org/wiki/West_Lake", "title": "West Lake - Wikipedia",
                   "content": "West Lake is a freshwater lake in Hangzhou.", "engine": "google", "engines": ["google", "bing"],
                   "positions": [1, 1], "score": 9.0, "category": "general"},
                  {"url": "ftp://example.com/x", "title": "No page", "content": "", "engine": "x"}],
                 "answers": [], "corrections": [], "infoboxes": [], "suggestions": [], "unresponsive_engines": [["brave", "timeout"]]}""");

        assertThat(search(Kind.SEARXNG, "/sx"))
                .containsExactly(new Found(
                        "West Lake - Wikipedia",
                        URI.create("https://en.wikipedia.org/wiki/West_Lake"),
                        "West Lake is a freshwater lake in Hangzhou."));
        assertThat(asked().query()).isEqualTo("format=json&q=西湖 & West Lake");
        assertThat(asked().header("Authorization")).isEqualTo("Bearer " + KEY);
    }

    @Test
    void searxngWhoseEnginesAllFailedHasFailed() {
        WEB.json("/sxe/search", 200, """
                {"results": [], "unresponsive_engines": [["google", "CAPTCHA"], ["duckduckgo", "timeout"]]}""");

        assertThatThrownBy(() -> search(Kind.SEARXNG, "/sxe"))
                .hasMessage("none of its engines answered: google (CAPTCHA), duckduckgo (timeout)");
    }

    @Test
    void bingsFormIsReadAndNothingFoundIsNoError() throws Exception {
        WEB.json("/bing/search", 200, """
                {"_type": "SearchResponse", "queryContext": {"originalQuery": "q"}, "webPages": {"totalEstimatedMatches": 1, "value": [
                  {"id": "https://api.bing.microsoft.com/api/v7/#WebPages.0", "name": "西湖", "url": "https://www.example.cn/西湖",
                   "displayUrl": "https://www.example.cn", "snippet": "湖 &amp; 山", "isNavigational": false}]}}""");
        WEB.json("/bing0/search", 200, "{\"_type\": \"SearchResponse\", \"queryContext\": {\"originalQuery\": \"q\"}}");

        assertThat(search(Kind.BING, "/bing"))
                .containsExactly(new Found("西湖", URI.create("https://www.example.cn/%E8%A5%BF%E6%B9%96"), "湖 & 山"));
        assertThat(asked().header("Ocp-apim-subscription-key")).isEqualTo(KEY);
        assertThat(search(Kind.BING, "/bing0")).isEmpty();
    }

    @Test
    void bochasLongerSummaryIsTaken() throws Exception {
        WEB.json("/bocha/web-search", 200, """
                {"code": 200, "log_id": "d71841ad20095f61", "msg": null, "data": {"_type": "SearchResponse", "webPages": {"value": [
                  {"id": null, "name": "断桥", "url": "http://tech.example.cn/a.shtml", "snippet": "短", "summary": "断桥残雪，白堤东端",
                   "siteName": "央广网", "dateLastCrawled": "2024-07-22T17:54:38Z", "language": null}], "someResultsRemoved": true},
                  "images": {"value": []}}}""");

        assertThat(search(Kind.BOCHA, "/bocha")).extracting(Found::snippet).containsExactly("断桥残雪，白堤东端");
        assertThat(asked().method()).isEqualTo("POST");
        assertThat(asked().header("Authorization")).isEqualTo("Bearer " + KEY);
        assertThat(asked().body()).contains("\"query\":\"西湖 & West Lake\"", "\"summary\":true", "\"count\":10");
    }

    @Test
    void braveMarksNothingInWhatIsKept() throws Exception {
        WEB.json("/brave/web/search", 200, """
                {"type": "search", "query": {"original": "q"}, "web": {"type": "search", "results": [
                  {"title": "West <strong>Lake</strong>", "url": "https://example.org/lake", "is_source_local": false,
                   "description": "The <strong>lake</strong> &quot;of poets&quot;", "language": "en", "family_friendly": true}]}}""");

        assertThat(search(Kind.BRAVE, "/brave"))
                .containsExactly(
                        new Found("West Lake", URI.create("https://example.org/lake"), "The lake \"of poets\""));
        assertThat(asked().header("X-subscription-token")).isEqualTo(KEY);
    }

    @Test
    void tavilyIsAskedByPost() throws Exception {
        WEB.json("/tavily/search", 200, """
                {"query": "q", "answer": null, "images": [], "response_time": 1.67, "results": [
                  {"title": "", "url": "https://example.org/lake", "content": "A lake.", "score": 0.8, "raw_content": null}]}""");

        assertThat(search(Kind.TAVILY, "/tavily"))
                .containsExactly(new Found("example.org", URI.create("https://example.org/lake"), "A lake."));
        assertThat(asked().body()).contains("\"query\":", "\"max_results\":10");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SEARXNG|403|<html>Forbidden</html>|it answered 403; allow the format json",
                "SEARXNG|200|<html>results</html>|no JSON object",
                "BING|401|{\"error\":{\"code\":\"401\",\"message\":\"Access denied due to invalid subscription key\"}}|it answered 401: Access denied due to invalid subscription key; look at the key",
                "BOCHA|200|{\"code\":\"401\",\"message\":\"Invalid API KEY\",\"log_id\":\"x\"}|code 401: Invalid API KEY",
                "BRAVE|422|{\"type\":\"ErrorResponse\",\"error\":{\"code\":\"SUBSCRIPTION_TOKEN_INVALID\",\"detail\":\"The provided subscription token is invalid.\",\"status\":422}}|it answered 422: The provided subscription token is invalid.; look at the key",
                "TAVILY|401|{\"detail\":{\"error\":\"Unauthorized: missing or invalid API key k-123-secret.\"}}|missing or invalid API key ….; look at the key",
                "TAVILY|429|{}|it answered 429; too many searches",
                "BRAVE|404||it answered 404; look at the address",
                "BRAVE|302|{}|it answered 302",
            })
    void whatAServiceRefusesIsToldWithWhatToDo(Kind kind, int status, String body, String expected) {
        String base = "/refuses-" + kind + status + (body == null ? "" : body.length());
        for (String path : List.of("/search", "/web-search", "/web/search")) {
            WEB.json(base + path, status, body == null ? "" : body);
        }

        assertThatThrownBy(() -> search(kind, base))
                .isInstanceOf(ServiceFailure.class)
                .hasMessageContaining(expected)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(KEY));
    }

    @Test
    void aServiceThatIsNotThereSaysSo() {
        SearchService nobody = new SearchService(new UUID(0, 1), Kind.SEARXNG, "http://127.0.0.1:9", "");

        assertThatThrownBy(() -> {
                    try (ServiceClient client = new ServiceClient()) {
                        client.search(nobody, "q", 10, LONG);
                    }
                })
                .isInstanceOf(ServiceFailure.class)
                .hasMessageStartingWith("can't be reached (")
                .hasMessageNotContaining("127.0.0.1");
    }

    @ParameterizedTest
    @CsvSource({
        "SEARXNG, '', '', address has 0 characters",
        "BRAVE, http://api.example.com/v1, k, unencrypted",
        "BRAVE, https://api.example.com/v1?x=1, k, question mark",
        "BRAVE, https://me@api.example.com, k, without a name",
        "BRAVE, file:///etc/passwd, k, expected one such as",
        "BRAVE, '', '', key is empty",
        "BRAVE, '', 'a b', HTTP header",
        "TAVILY, '', 'schlüssel', HTTP header",
    })
    void whatCanBeNoServiceIsRefusedWithWhatIsExpected(Kind kind, String address, String key, String expected) {
        assertThatThrownBy(() -> new SearchService(new UUID(0, 1), kind, address, key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(expected);
    }
}
