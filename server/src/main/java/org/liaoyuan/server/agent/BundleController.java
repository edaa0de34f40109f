package org.liaoyuan.server.agent;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.liaoyuan.server.agent.definition.Bundle;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Agents as files. */
@RestController
@Tag(name = "agents")
class BundleController {

    private static final String DRAFT = "draft";

    private final Agents agents;
    private final Releases releases;

    BundleController(Agents agents, Releases releases) {
        this.agents = agents;
        this.releases = releases;
    }

    @Operation(
            operationId = "exportAgent",
            summary = "An agent as a file: a ZIP with agent.yaml; of is the number of a release, or draft",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "the file",
                            content =
                                    @Content(
                                            mediaType = "application/zip",
                                            schema = @Schema(type = "string", format = "binary"))))
    @GetMapping("/api/agents/{id}/bundle")
    ResponseEntity<byte[]> bundle(@PathVariable UUID id, @RequestParam(defaultValue = DRAFT) String of) {
        Bundle bundle = of.equals(DRAFT)
                ? new Bundle(null, agents.get(id).draft())
                : release(id, ReleaseController.number("of", of));
        String name = bundle.definition()
                .path("name")
                .asString("")
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .strip();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/zip"))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename((name.isEmpty() ? "agent" : name) + ".agent.zip", StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(bundle.zip());
    }

    private Bundle release(UUID id, int number) {
        return new Bundle(number, releases.definition(id, number));
    }

    @Operation(
            operationId = "importAgent",
            summary = "Begins an agent with a file that was exported, ZIP or YAML: a draft, with its problems",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/octet-stream",
                                            schema = @Schema(type = "string", format = "binary"))))
    @PostMapping("/api/agents/import")
    @ResponseStatus(HttpStatus.CREATED)
    Agent take(HttpServletRequest request) throws IOException {
        Bundle bundle = Bundle.read(request.getInputStream().readNBytes(Bundle.MOST_BYTES + 1));
        return agents.create(AgentController.checked(bundle.definition()));
    }
}
