package org.liaoyuan.server.tool.openapi;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.liaoyuan.server.tool.YamlReader;
import org.liaoyuan.server.tool.openapi.ApiDocument.LeftOut;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads OpenAPI 3.0 and 3.1, JSON or YAML. Bounded: characters, depth, operations, schemas, and what comes of them; references lead to parts
 * of the document itself alone. An operation that nodes can't call is named with the reason, and the others can be used.
 */
final class DocumentReader {

    static final int MOST_CHARACTERS = 2_000_000;

    private static final int MOST_OPERATIONS = 1_000;
    private static final int MOST_WRITTEN = 4_000_000;
    private static final int DEEPEST = 60;
    private static final int LONGEST_TITLE = 200;
    private static final List<String> METHODS = List.of("get", "head", "put", "post", "patch", "delete");
    private static final Pattern VERSION = Pattern.compile("3\\.[01](\\.[0-9]{1,3})?");

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(100)
                            .build())
                    .build())
            .build();

    private final JsonNode document;
    private final Pointers pointers;
    private final SchemaReader schemas;
    private final List<Operation> operations = new ArrayList<>();
    private final List<LeftOut> leftOut = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private long written;

    private DocumentReader(JsonNode document, boolean isOld) {
        this.document = document;
        this.pointers = new Pointers(document);
        this.schemas = new SchemaReader(pointers, isOld);
    }

    /** @throws IllegalArgumentException if it is no such document, or too large; says what is wrong */
    static ApiDocument read(String text) {
        if (text.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException(
                    "the document has " + text.length() + " characters; expected " + MOST_CHARACTERS + " at most");
        }
        JsonNode document = parsed(text.startsWith("\ufeff") ? text.substring(1) : text);
        String version = document.path("openapi").asString("");
        if (!VERSION.matcher(version).matches()) {
            throw new IllegalArgumentException("openapi is '"
                    + Texts.cut(document.path("swagger").asString(version), 50)
                    + "'; expected a document of OpenAPI 3.0 or 3.1");
        }
        return new DocumentReader(document, version.startsWith("3.0")).whole();
    }

    private static JsonNode parsed(String text) {
        if (!text.stripLeading().startsWith("{")) {
            return YamlReader.read(text, MOST_CHARACTERS);
        }
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "the document is no JSON, or deeper than " + DEEPEST + " levels: line "
                            + (e.getLocation() == null ? 0 : e.getLocation().getLineNr()),
                    e);
        }
    }

    private ApiDocument whole() {
        document.path("paths").properties().forEach(each -> {
            JsonNode item = each.getValue();
            try {
                item = pointers.followed(item);
            } catch (Unfit e) {
                leftOut.add(new LeftOut(Texts.cut(each.getKey(), Operation.LONGEST_NAME), e.reason()));
                return;
            }
            for (String method : METHODS) {
                if (item.path(method).isObject()) {
                    take(each.getKey(), method, item, item.path(method));
                }
            }
        });
        if (operations.isEmpty()) {
            throw new IllegalArgumentException("the document has no operation that can be called"
                    + (leftOut.isEmpty()
                            ? ""
                            : ": " + leftOut.getFirst().operation() + ": "
                                    + leftOut.getFirst().reason()));
        }
        if (written + schemas.schemas().toString().length() > MOST_WRITTEN) {
            throw new IllegalArgumentException(
                    "the document's operations are too large; expected " + MOST_WRITTEN + " characters at most");
        }
        JsonNode info = document.path("info");
        return new ApiDocument(
                Texts.cut(info.path("title").asString(""), LONGEST_TITLE),
                Texts.cut(info.path("version").asString(""), LONGEST_TITLE),
                server(),
                operations,
                schemas.schemas(),
                leftOut);
    }

    private void take(String path, String method, JsonNode item, JsonNode json) {
        if (operations.size() + leftOut.size() >= MOST_OPERATIONS) {
            throw new IllegalArgumentException("the document has more than " + MOST_OPERATIONS + " operations");
        }
        String name = name(path, method, json);
        try {
            Operation operation = new OperationReader(pointers, schemas).read(name, path, method, item, json);
            written += JSON.writeValueAsString(operation).length();
            operations.add(operation);
        } catch (Unfit e) {
            leftOut.add(new LeftOut(name, e.reason()));
        }
    }

    /** One that no other has: where two say the same, method and path tell them apart. */
    private String name(String path, String method, JsonNode json) {
        String plain = Texts.cut(json.path("operationId").asString(""), Operation.LONGEST_NAME);
        String name = plain.isEmpty() || plain.endsWith("…") || !names.add(plain)
                ? method.toUpperCase(java.util.Locale.ROOT) + " " + Texts.cut(path, Operation.LONGEST_NAME - 10)
                : plain;
        names.add(name);
        return name;
    }

    private String server() {
        JsonNode server = document.path("servers").path(0);
        String url = server.path("url").asString("");
        for (var each : server.path("variables").properties()) {
            url = url.replace(
                    "{" + each.getKey() + "}", each.getValue().path("default").asString(""));
            if (url.length() > MOST_CHARACTERS) {
                return "";
            }
        }
        return url.length() > 2_000 ? "" : url;
    }
}
