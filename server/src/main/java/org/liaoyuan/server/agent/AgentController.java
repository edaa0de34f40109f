package org.liaoyuan.server.agent;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Agents for their builders, and which can be run. */
@RestController
@Tag(name = "agents")
class AgentController {

    private static final int MOST_BYTES = 300_000;
    private static final int MOST_NAME = 100;

    private final Agents agents;
    private final Library library;

    AgentController(Agents agents, Library library) {
        this.agents = agents;
        this.library = library;
    }

    /**
     * What an agent begins with: one of the two.
     *
     * @param draft any JSON object; what keeps it from being released is said, not refused
     * @param library one that comes with the program
     */
    @Schema(name = "AgentDraft")
    record Draft(@Nullable JsonNode draft, Library.@Nullable Wanted library) {}

    /** @param revision that the change is made from */
    @Schema(name = "AgentDraftChange")
    record DraftChange(@Nullable Integer revision, @Nullable JsonNode draft) {}

    /** @param name of the copy; left out, it is the same */
    @Schema(name = "AgentCopy")
    record Copy(@Nullable String name) {}

    @Operation(operationId = "listAgents", summary = "The organisation's agents with their drafts")
    @GetMapping("/api/agents")
    List<Agent> list() {
        return agents.list();
    }

    @Operation(operationId = "createAgent", summary = "Begins an agent with a draft")
    @PostMapping("/api/agents")
    @ResponseStatus(HttpStatus.CREATED)
    Agent create(@RequestBody Draft body) {
        Library.Wanted wanted = body.library();
        return agents.create(checked(wanted == null ? body.draft() : library.draft(wanted)));
    }

    @Operation(operationId = "getAgent", summary = "An agent: its draft, and what is wrong with it")
    @GetMapping("/api/agents/{id}")
    Agent get(@PathVariable UUID id) {
        return agents.get(id);
    }

    @Operation(operationId = "changeAgent", summary = "Changes the draft; refused where somebody else did meanwhile")
    @PutMapping("/api/agents/{id}")
    Agent change(@PathVariable UUID id, @RequestBody DraftChange body) {
        Integer revision = body.revision();
        if (revision == null) {
            throw new IllegalArgumentException(
                    "revision is missing; expected the one of the draft that this change is made from");
        }
        return agents.change(id, revision, checked(body.draft()));
    }

    @Operation(operationId = "deleteAgent", summary = "Deletes an agent that was never released")
    @DeleteMapping("/api/agents/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id) {
        agents.delete(id);
    }

    @Operation(operationId = "copyAgent", summary = "Begins another agent with the same draft")
    @PostMapping("/api/agents/{id}/copies")
    @ResponseStatus(HttpStatus.CREATED)
    Agent copy(@PathVariable UUID id, @RequestBody(required = false) @Nullable Copy body) {
        String name = body == null || body.name() == null ? "" : body.name();
        if (name.length() > MOST_NAME || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("name has " + name.length() + " characters; expected " + MOST_NAME
                    + " at most, and no zero character");
        }
        return agents.copy(id, name);
    }

    @Operation(
            operationId = "releaseAgent",
            summary = "Makes a release of the draft, which never changes; refused while the draft has problems")
    @PostMapping("/api/agents/{id}/releases")
    @ResponseStatus(HttpStatus.CREATED)
    Agent release(@PathVariable UUID id) {
        return agents.release(id);
    }

    @Operation(operationId = "listReleasedAgents", summary = "Agents that can be run, and with what")
    @GetMapping("/api/released-agents")
    List<Agent.Released> released() {
        return agents.released();
    }

    static JsonNode checked(@Nullable JsonNode draft) {
        if (draft == null || !draft.isObject()) {
            throw new IllegalArgumentException("draft is missing or no object; expected an agent's definition");
        }
        String text = draft.toString();
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MOST_BYTES) {
            throw new IllegalArgumentException("draft has " + bytes + " bytes; expected " + MOST_BYTES + " at most");
        }
        if (text.contains("\\u0000")) {
            throw new IllegalArgumentException("draft holds a zero character (\\u0000); leave it out");
        }
        return draft;
    }
}
