package org.liaoyuan.server.scim;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Bodies of requests and answers. */
final class Messages {

    private static final MediaType SCIM = MediaType.parseMediaType("application/scim+json;charset=UTF-8");
    private static final int MOST_BYTES = 2 << 20;
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Set<String> ALWAYS = Set.of("id", "schemas");

    private Messages() {}

    static ObjectNode read(HttpServletRequest request) {
        try {
            byte[] bytes = request.getInputStream().readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new ScimException(413, "", "the body has more than " + MOST_BYTES + " bytes");
            }
            if (JSON.readTree(bytes) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException | IOException e) {
            // said below, without the body's words
        }
        throw new ScimException(400, "invalidSyntax", "the body is no JSON object");
    }

    static ResponseEntity<String> answer(int status, JsonNode body) {
        return begun(status).body(JSON.writeValueAsString(body));
    }

    private static ResponseEntity.BodyBuilder begun(int status) {
        return ResponseEntity.status(status).contentType(SCIM).header("Cache-Control", "no-store");
    }

    static String location(String path) {
        return ServletUriComponentsBuilder.fromCurrentContextPath()
                .path("/scim/v2/" + path)
                .build()
                .toUriString();
    }

    /** One resource, with the attributes that the request names. */
    static ResponseEntity<String> one(int status, ObjectNode resource, HttpServletRequest request) {
        ResponseEntity.BodyBuilder answer = begun(status);
        if (status == 201) {
            answer.header("Location", resource.path("meta").path("location").asString(""));
        }
        return answer.body(JSON.writeValueAsString(shown(resource, request)));
    }

    /** What of a list a request asks for (RFC 7644, 3.4.2). */
    static Page.Asked asked(HttpServletRequest request) {
        String filter = request.getParameter("filter");
        return new Page.Asked(
                Optional.ofNullable(filter).map(FilterParser::parse),
                Math.max(1, number(request, "startIndex", 1)),
                Math.clamp(number(request, "count", Page.MOST), 0, Page.MOST));
    }

    /** A page of them. */
    static <T> ResponseEntity<String> list(Page<T> page, Function<T, ObjectNode> resource, HttpServletRequest request) {
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        list.putArray("schemas").add("urn:ietf:params:scim:api:messages:2.0:ListResponse");
        list.put("totalResults", page.total());
        list.put("startIndex", page.start());
        list.put("itemsPerPage", page.resources().size());
        ArrayNode resources = list.putArray("Resources");
        page.resources().forEach(found -> resources.add(shown(resource.apply(found), request)));
        return answer(200, list);
    }

    private static int number(HttpServletRequest request, String name, int usual) {
        String value = request.getParameter(name);
        try {
            return value == null ? usual : Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new ScimException(400, "invalidValue", name + " is no whole number");
        }
    }

    private static ObjectNode shown(ObjectNode resource, HttpServletRequest request) {
        Set<String> wanted = names(request.getParameter("attributes"));
        Set<String> unwanted = names(request.getParameter("excludedAttributes"));
        ObjectNode copy = resource.deepCopy();
        for (String name : List.copyOf(copy.propertyNames())) {
            String key = name.toLowerCase(Locale.ROOT);
            boolean kept = wanted.isEmpty() ? !unwanted.contains(key) : wanted.contains(key);
            if (!kept && !ALWAYS.contains(key)) {
                copy.remove(name);
            }
        }
        return copy;
    }

    /** Names of whole attributes: of {@code emails.value} the whole emails are shown. */
    private static Set<String> names(@Nullable String list) {
        return list == null
                ? Set.of()
                : Arrays.stream(list.split(","))
                        .map(String::strip)
                        .map(Attributes::local)
                        .map(name -> name.replaceFirst("\\..*", "").toLowerCase(Locale.ROOT))
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.toSet());
    }
}
