package org.liaoyuan.server.tool.data;

import java.io.StringReader;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads RSS 0.9x, 1.0 and 2.0, Atom, JSON Feed, and any JSON list of objects that have a title. */
final class FeedReader {

    /** Of one feed; more are not looked at. */
    private static final int MOST_ENTRIES = 500;

    private static final int LONGEST_FIELD = 20_000;
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
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        // no entity is looked up or multiplied
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(text));
            try {
                return entries(source, reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            throw new NoFeed("it is no whole XML");
        }
    }

    private static List<Entry> entries(String source, XMLStreamReader reader) throws XMLStreamException, NoFeed {
        List<Entry> entries = new ArrayList<>();
        boolean known = false;
        while (reader.hasNext() && entries.size() < MOST_ENTRIES) {
            if (reader.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            switch (reader.getLocalName().toLowerCase(Locale.ROOT)) {
                case "rss", "feed", "rdf" -> known = true;
                case "item", "entry" -> {
                    Map<String, String> fields = fields(reader);
                    Entry entry = Entry.of(
                            source,
                            value(fields, "title"),
                            value(fields, "link", "guid", "id"),
                            value(fields, "description", "summary", "encoded", "content"),
                            time(value(fields, "pubdate", "published", "updated", "date")));
                    if (!entry.title().isEmpty()) {
                        entries.add(entry);
                    }
                }
                default -> {}
            }
        }
        if (!known) {
            throw new NoFeed("it is XML, but neither RSS nor Atom");
        }
        return entries;
    }

    private static String value(Map<String, String> fields, String... names) {
        return Stream.of(names)
                .map(name -> fields.getOrDefault(name, ""))
                .filter(value -> !value.isBlank())
                .findFirst()
                .orElse("");
    }

    /** Of the element at which it stands, up to its end: texts by the local names of its children, the first of each. */
    private static Map<String, String> fields(XMLStreamReader reader) throws XMLStreamException {
        Map<String, String> fields = new HashMap<>();
        StringBuilder text = new StringBuilder();
        String name = "";
        for (int depth = 1; depth > 0; ) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    depth++;
                    if (depth == 2) {
                        name = reader.getLocalName().toLowerCase(Locale.ROOT);
                        text.setLength(0);
                        link(reader, name, fields);
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (depth > 1 && text.length() < LONGEST_FIELD) {
                        text.append(reader.getText());
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    if (depth == 2 && !text.toString().isBlank()) {
                        fields.putIfAbsent(name, text.toString());
                    }
                    depth--;
                }
                default -> {}
            }
        }
        return fields;
    }

    /** Atom says links by attributes. */
    private static void link(XMLStreamReader reader, String name, Map<String, String> fields) {
        String href = reader.getAttributeValue(null, "href");
        String rel = reader.getAttributeValue(null, "rel");
        if (name.equals("link") && href != null && (rel == null || rel.equals("alternate"))) {
            fields.putIfAbsent("link", href);
        }
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
