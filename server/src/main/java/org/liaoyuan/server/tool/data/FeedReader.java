package org.liaoyuan.server.tool.data;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads RSS 0.9x, 1.0 and 2.0, Atom, JSON Feed, and any JSON list of objects that have a title. */
final class FeedReader {

    /** Of one feed; more are not looked at. */
    private static final int MOST_ENTRIES = 500;

    private static final int LONGEST_FIELD = 20_000;
    private static final Set<String> ROOTS = Set.of("rss", "feed", "rdf");
    private static final JsonMapper JSON = new JsonMapper();

    private FeedReader() {}

    /** It is no feed, or a broken one. */
    static final class NoFeed extends Exception {
        private static final long serialVersionUID = 1L;

        NoFeed(String message) {
            super(message);
        }
    }

    static List<Entry> read(String source, String text) throws NoFeed {
        String body = text.strip().replaceFirst("^\uFEFF", "").strip();
        if (body.isEmpty()) {
            throw new NoFeed("it is empty");
        }
        return body.startsWith("{") || body.startsWith("[") ? json(source, body) : xml(source, body);
    }

    private static List<Entry> json(String source, String text) throws NoFeed {
        try {
            JsonNode json = JSON.readTree(text);
            JsonNode items = json.isArray()
                    ? json
                    : Stream.of("items", "entries", "data", "results")
                            .map(json::path)
                            .filter(JsonNode::isArray)
                            .findFirst()
                            .orElseThrow(() -> new NoFeed("it is JSON without a list of items"));
            return items.valueStream()
                    .limit(MOST_ENTRIES)
                    .map(item -> Entry.of(
                            source,
                            first(item, "title", "name"),
                            first(item, "url", "link", "external_url", "id"),
                            first(item, "content_text", "summary", "text", "description", "content_html"),
                            time(first(item, "date_published", "published", "pubDate", "date", "date_modified"))))
                    .filter(entry -> !entry.title().isEmpty())
                    .toList();
        } catch (JacksonException e) {
            throw new NoFeed("it is no whole JSON");
        }
    }

    private static String first(JsonNode item, String... names) {
        return Stream.of(names)
                .map(name -> item.path(name).asString(""))
                .filter(value -> !value.isBlank())
                .findFirst()
                .orElse("");
    }

    private static List<Entry> xml(String source, String text) throws NoFeed {
        // none of ours: the parser looks up nothing, but what declares entities wants that
        if (text.contains("<!ENTITY")) {
            throw new NoFeed("it declares entities");
        }
        Element root = Jsoup.parse(text, "", Parser.xmlParser()).firstElementChild();
        if (root == null || !text.endsWith("</" + root.tagName() + ">")) {
            throw new NoFeed("it is no whole XML");
        }
        if (!ROOTS.contains(local(root))) {
            throw new NoFeed("it is XML, but neither RSS nor Atom");
        }
        return root.getAllElements().stream()
                .filter(element ->
                        local(element).equals("item") || local(element).equals("entry"))
                .limit(MOST_ENTRIES)
                .map(element -> entry(source, fields(element)))
                .filter(entry -> !entry.title().isEmpty())
                .toList();
    }

    /** Without the prefix of its namespace, in small letters. */
    private static String local(Element element) {
        String name = element.tagName().toLowerCase(Locale.ROOT);
        return name.substring(name.indexOf(':') + 1);
    }

    private static Entry entry(String source, Map<String, String> fields) {
        return Entry.of(
                source,
                value(fields, "title"),
                value(fields, "link", "guid", "id"),
                value(fields, "description", "summary", "encoded", "content"),
                time(value(fields, "pubdate", "published", "updated", "date")));
    }

    private static String value(Map<String, String> fields, String... names) {
        return Stream.of(names)
                .map(name -> fields.getOrDefault(name, ""))
                .filter(value -> !value.isBlank())
                .findFirst()
                .orElse("");
    }

    /** Texts of its children by their names, the first of each; Atom says links by attributes. */
    private static Map<String, String> fields(Element entry) {
        Map<String, String> fields = new HashMap<>();
        for (Element child : entry.children()) {
            String name = local(child);
            String rel = child.attr("rel");
            boolean isLink = name.equals("link") && child.hasAttr("href");
            String text =
                    isLink ? (rel.isEmpty() || rel.equals("alternate") ? child.attr("href") : "") : child.wholeText();
            if (!text.isBlank()) {
                fields.putIfAbsent(name, text.length() > LONGEST_FIELD ? text.substring(0, LONGEST_FIELD) : text);
            }
        }
        return fields;
    }

    /** Null for none that can be read. */
    private static @Nullable Instant time(String text) {
        String time = text.strip();
        if (time.isEmpty()) {
            return null;
        }
        try {
            return time.length() == 10
                    ? LocalDate.parse(time).atStartOfDay().toInstant(ZoneOffset.UTC)
                    : OffsetDateTime.parse(time).toInstant();
        } catch (DateTimeParseException e) {
            return byMail(time);
        }
    }

    private static @Nullable Instant byMail(String time) {
        try {
            return OffsetDateTime.parse(time, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
