package org.liaoyuan.server.scim;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What of SCIM there is here (RFC 7644, 4), from {@code scim/description.json}. */
@Hidden
@RestController
@RequestMapping("/scim/v2")
class DescriptionController {

    private final JsonNode description;

    DescriptionController(JsonMapper json) throws IOException {
        try (InputStream in = new ClassPathResource("scim/description.json").getInputStream()) {
            description = json.readTree(in);
        }
    }

    @GetMapping("/ServiceProviderConfig")
    ResponseEntity<String> config() {
        return Messages.answer(200, located((ObjectNode) description.path("config"), "ServiceProviderConfig"));
    }

    @GetMapping("/ResourceTypes")
    ResponseEntity<String> types(HttpServletRequest request) {
        return all("types", "ResourceTypes", request);
    }

    @GetMapping("/ResourceTypes/{id}")
    ResponseEntity<String> type(@PathVariable String id) {
        return one("types", "ResourceTypes", id);
    }

    @GetMapping("/Schemas")
    ResponseEntity<String> schemas(HttpServletRequest request) {
        return all("schemas", "Schemas", request);
    }

    @GetMapping("/Schemas/{id}")
    ResponseEntity<String> schema(@PathVariable String id) {
        return one("schemas", "Schemas", id);
    }

    private List<ObjectNode> resources(String kind, String path) {
        return description
                .path(kind)
                .valueStream()
                .map(node ->
                        located((ObjectNode) node, path + "/" + node.path("id").asString()))
                .toList();
    }

    private ResponseEntity<String> all(String kind, String path, HttpServletRequest request) {
        if (request.getParameter("filter") != null) {
            throw new ScimException(403, "", path + " can't be filtered");
        }
        List<ObjectNode> all = resources(kind, path);
        return Messages.list(new Page<>(all.size(), 1, all), resource -> resource, request);
    }

    private ResponseEntity<String> one(String kind, String path, String id) {
        return resources(kind, path).stream()
                .filter(node -> node.path("id").asString().equals(id))
                .findFirst()
                .map(node -> Messages.answer(200, node))
                .orElseThrow(() -> new ScimException(404, "", "there is no such one below " + path));
    }

    private static ObjectNode located(ObjectNode node, String path) {
        ObjectNode copy = node.deepCopy();
        ((ObjectNode) copy.path("meta")).put("location", Messages.location(path));
        return copy;
    }
}
