package org.liaoyuan.server.profile;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.liaoyuan.server.profile.probe.Suite;
import org.liaoyuan.server.sse.EventStream;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Profiles and the runs that measure them, for the page and the command line. */
@RestController
@Tag(name = "profiles", description = "What models were measured to be able to do.")
@RequestMapping("/api/profiles")
class ProfileController {

    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(5);

    private final ProfileService profiles;
    private final ProbeRuns runs;
    private final Suite suite;
    private final JsonMapper json;

    ProfileController(ProfileService profiles, ProbeRuns runs, Suite suite, JsonMapper json) {
        this.profiles = profiles;
        this.runs = runs;
        this.suite = suite;
        this.json = json;
    }

    /** A skill as people read it. */
    record SkillTitle(String name, String zh, String en) {}

    /**
     * Everything for a heat map.
     *
     * @param run under way, or the last one since the start
     */
    record Overview(String suite, List<SkillTitle> skills, List<Cell> cells, Optional<RunStatus> run) {}

    @Operation(operationId = "listProfiles", summary = "Every measured cell, and the run under way")
    @GetMapping
    Overview overview() {
        return new Overview(
                suite.version(),
                suite.skills().stream()
                        .map(s -> new SkillTitle(s.name(), s.zh(), s.en()))
                        .toList(),
                profiles.cells(),
                runs.latest().map(Run::status));
    }

    @Operation(operationId = "startProbe", summary = "Starts measuring a model")
    @PostMapping("/runs")
    @ResponseStatus(HttpStatus.ACCEPTED)
    RunStatus start(@RequestBody Measurement wanted) {
        return runs.start(wanted);
    }

    /** Stops the run under way; nothing happens if there is none. */
    @Operation(operationId = "stopProbe", summary = "Stops the measurement under way")
    @DeleteMapping("/runs/current")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void stop() {
        runs.stop();
    }

    /** {@code progress} events at each change, at last {@code end}. */
    @Operation(operationId = "followProbe", summary = "Follows the measurement as server-sent events")
    @GetMapping("/runs/current/events")
    void follow(HttpServletResponse response) throws IOException {
        Run run = runs.latest().orElseThrow(() -> new IllegalArgumentException("no run was started yet"));
        boolean[] gone = new boolean[1];
        try (EventStream events = new EventStream(response, json, () -> gone[0] = true)) {
            long seen = run.news();
            RunStatus status = run.status();
            while (!status.ended() && !gone[0]) {
                events.send("progress", status);
                run.awaitNews(seen, LONGEST_SILENCE);
                seen = run.news();
                status = run.status();
            }
            events.send("end", status);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
