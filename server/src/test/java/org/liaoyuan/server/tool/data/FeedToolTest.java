package org.liaoyuan.server.tool.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liaoyuan.server.tool.ToolCall;
import org.liaoyuan.server.tool.ToolValues;
import tools.jackson.databind.JsonNode;

class FeedToolTest {

    private static final String RSS = """
            <?xml version="1.0"?><rss version="2.0" xmlns:c="http://purl.org/rss/1.0/modules/content/"><channel><title>The channel</title>
            <item><title>Pumps &amp; &lt;b&gt;valves&lt;/b&gt;</title><link>https://a.example/1?utm_source=x</link>
              <description><![CDATA[<p>Twelve <i>pumps</i></p>]]></description><pubDate>%s</pubDate></item>
            <item><link>https://a.example/2</link><description>without a title</description></item></channel></rss>""";

    private static final String ATOM = """
            <feed xmlns="http://www.w3.org/2005/Atom"><title>The feed</title>
            <entry><title type="html">水泵招标</title><link rel="self" href="https://b.example/self"/><link href="https://b.example/3"/>
              <author><name>Ada</name></author><summary>二十台</summary><updated>2026-01-02T03:04:05Z</updated></entry></feed>""";

    private static JsonNode read(Map<String, String> sources, String words, String known, int days, int most) {
        return new FeedTool()
                .use(new ToolCall(
                        new ToolValues(
                                Map.of(
                                        "words",
                                        words,
                                        "known",
                                        known,
                                        "days",
                                        Integer.toString(days),
                                        "most",
                                        Integer.toString(most)),
                                Map.of("sources", sources)),
                        UUID.randomUUID(),
                        "key",
                        Duration.ofSeconds(5)))
                .output();
    }

    private static JsonNode read(String text) {
        return read(Map.of("one", text), "", "", 0, 30);
    }

    private static String rss(Instant published) {
        return RSS.formatted(DateTimeFormatter.RFC_1123_DATE_TIME.format(published.atOffset(ZoneOffset.UTC)));
    }

    @Test
    void rssAtomAndJsonBecomeEntriesWithoutMarkup() {
        JsonNode rss = read(rss(Instant.parse("2026-03-01T10:00:00Z"))).at("/entries");
        JsonNode atom = read(ATOM).at("/entries/0");
        JsonNode json =
                read("{\"items\": [{\"title\": \"Pumps\", \"url\": \"https://c.example/4\", \"content_text\": \"six\", \"date_published\": \"2026-03-01\"}]}")
                        .at("/entries/0");
        JsonNode list = read("[{\"name\": \"Pumps\", \"link\": \"https://c.example/5\"}, {\"no\": 1}, 3]")
                .at("/entries");

        assertThat(rss).hasSize(1);
        assertThat(rss.at("/0/title").asString()).isEqualTo("Pumps & valves");
        assertThat(rss.at("/0/text").asString()).isEqualTo("Twelve pumps");
        assertThat(rss.at("/0/link").asString()).isEqualTo("https://a.example/1?utm_source=x");
        assertThat(rss.at("/0/published").asString()).isEqualTo("2026-03-01T10:00:00Z");
        assertThat(rss.at("/0/number").asInt()).isEqualTo(1);
        assertThat(atom.at("/title").asString()).isEqualTo("水泵招标");
        assertThat(atom.at("/link").asString()).isEqualTo("https://b.example/3");
        assertThat(atom.at("/text").asString()).isEqualTo("二十台");
        assertThat(atom.at("/published").asString()).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(json.at("/published").asString()).isEqualTo("2026-03-01T00:00:00Z");
        assertThat(json.at("/text").asString()).isEqualTo("six");
        assertThat(list).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not a feed",
                "<html><body>moved</body></html>",
                "<rss><channel><item><title>cut",
                "{\"a\": 1}",
                "[{\"title\":",
                "<!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><rss><channel><item><title>&x;</title></item></channel></rss>",
                "<!DOCTYPE r [<!ENTITY a \"xxxxxxxxxx\"><!ENTITY b \"&a;&a;&a;\">]><rss><item><title>&b;</title></item></rss>"
            })
    void whatIsNoFeedIsSaidAndTheOthersAreRead(String broken) {
        Map<String, String> sources = new LinkedHashMap<>();
        sources.put("bad", broken);
        sources.put("good", ATOM);

        JsonNode output = read(sources, "", "", 0, 30);

        assertThat(output.at("/broken").asString()).isEqualTo("bad");
        assertThat(output.at("/problems/0/detail").asString()).isNotBlank();
        assertThat(output.at("/count").asInt()).isEqualTo(1);
        assertThat(output.toString()).doesNotContain("root:", "xxxxxxxxxx");
    }

    @Test
    void anEntryComesOnceWhicheverSourceHasItAndNotWhereItIsKnown() {
        String again =
                "[{\"title\": \"Other words\", \"url\": \"https://A.example/1/\"}, {\"title\": \"PUMPS and - Valves?\"}, {\"title\": \"pumps, and valves\"}]";
        Map<String, String> sources = new LinkedHashMap<>();
        sources.put("one", rss(Instant.now()));
        sources.put("two", again);

        assertThat(titles(read(sources, "", "", 0, 30))).containsExactly("Pumps & valves", "PUMPS and - Valves?");
        assertThat(read(sources, "", "", 0, 30).at("/repeated").asInt()).isEqualTo(2);
        assertThat(titles(read(sources, "", "https://a.example/1\npumps AND valves", 0, 30)))
                .isEmpty();
    }

    @Test
    void wordsDaysAndTheMostKeepTheRestOut() {
        Map<String, String> sources = new LinkedHashMap<>();
        sources.put("old", rss(Instant.now().minus(Duration.ofDays(9))));
        sources.put("undated", "[{\"title\": \"Undated pump\"}, {\"title\": \"A lake\"}]");

        assertThat(titles(read(sources, "", "", 7, 30))).containsExactly("Undated pump", "A lake");
        assertThat(titles(read(sources, "", "", 10, 1))).containsExactly("Pumps & valves");
        assertThat(titles(read(sources, "twelve， LAKE", "", 0, 30))).containsExactly("Pumps & valves", "A lake");
    }

    private static List<String> titles(JsonNode output) {
        return output.at("/entries")
                .valueStream()
                .map(entry -> entry.at("/title").asString())
                .toList();
    }
}
