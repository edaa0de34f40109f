package org.liaoyuan.server.agent;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.Permission;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.agent.definition.DefinitionDiff;
import org.liaoyuan.server.agent.definition.Label;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Releases of an agent: their labels, what is different between them, and the way back. */
@RestController
@RequestMapping("/api/agents/{id}")
@Tag(name = "agents")
class ReleaseController {

    private static final String DRAFT = "draft";

    private final Agents agents;
    private final Releases releases;

    ReleaseController(Agents agents, Releases releases) {
        this.agents = agents;
        this.releases = releases;
    }

    /** @param release number of the release that the label shall stand on */
    @Schema(name = "AgentLabelTarget")
    record Target(@Nullable Integer release) {}

    /** @param revision of the draft that is replaced */
    @Schema(name = "AgentDraftReplacement")
    record Replacement(@Nullable Integer revision) {}

    @Operation(
            operationId = "listAgentReleases",
            summary = "The releases of an agent with their labels, the newest first")
    @GetMapping("/releases")
    List<Release> list(@PathVariable UUID id) {
        agents.get(id);
        return releases.list(id);
    }

    @Operation(operationId = "getAgentRelease", summary = "A release: what it does, and its labels")
    @GetMapping("/releases/{number}")
    Release.Whole get(@PathVariable UUID id, @PathVariable int number) {
        return releases.whole(id, number);
    }

    @Operation(
            operationId = "draftOfAgentRelease",
            summary = "Makes the draft what a release is; refused where somebody else changed the draft meanwhile")
    @PostMapping("/releases/{number}/draft")
    Agent draft(@PathVariable UUID id, @PathVariable int number, @RequestBody Replacement body) {
        Integer revision = body.revision();
        if (revision == null) {
            throw new IllegalArgumentException("revision is missing; expected the one of the draft that is replaced");
        }
        return agents.change(id, revision, releases.definition(id, number));
    }

    @Operation(
            operationId = "moveAgentLabel",
            summary = "Puts a label (dev, test, prod) on a release; prod is moved by owners and administrators alone")
    @PutMapping("/labels/{label}")
    List<Release> move(@PathVariable UUID id, @PathVariable String label, @RequestBody Target body) {
        Integer release = body.release();
        if (release == null) {
            throw new IllegalArgumentException("release is missing; expected the number of a release");
        }
        return moved(id, Label.of(label), release);
    }

    @Operation(operationId = "removeAgentLabel", summary = "Takes a label off the release that it stands on")
    @DeleteMapping("/labels/{label}")
    List<Release> remove(@PathVariable UUID id, @PathVariable String label) {
        return moved(id, Label.of(label), null);
    }

    private List<Release> moved(UUID id, Label label, @Nullable Integer release) {
        if (label == Label.PROD && !Identity.current().may(Permission.RELEASE_AGENTS)) {
            throw RefusedException.forbidden(
                    "the label prod says what is run by default: owners and administrators of the organisation move it");
        }
        releases.move(id, label, release);
        return releases.list(id);
    }

    @Operation(operationId = "listAgentLabelMoves", summary = "Who moved which label when, the newest first")
    @GetMapping("/label-moves")
    List<Release.Move> moves(@PathVariable UUID id) {
        agents.get(id);
        return releases.moves(id);
    }

    @Operation(
            operationId = "compareAgent",
            summary = "What is different between two releases, or a release and the draft",
            description = "from and to are numbers of releases, or draft.")
    @GetMapping("/diff")
    DefinitionDiff diff(@PathVariable UUID id, @RequestParam String from, @RequestParam String to) {
        return DefinitionDiff.between(side(id, "from", from), side(id, "to", to));
    }

    private JsonNode side(UUID id, String name, String value) {
        if (value.equals(DRAFT)) {
            return agents.get(id).draft();
        }
        return releases.definition(id, number(name, value));
    }

    /** @throws IllegalArgumentException if it is no number of a release */
    static int number(String name, String value) {
        if (!value.matches("[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException(name + " is '" + (value.length() > 40 ? value.substring(0, 40) : value)
                    + "'; expected the number of a release, or draft");
        }
        return Integer.parseInt(value);
    }
}
