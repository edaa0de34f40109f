package org.liaoyuan.server.agent;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.tool.RunFile;
import org.liaoyuan.server.tool.RunFiles;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Files that runs wrote. */
@RestController
@RequestMapping("/api/agent-runs/{id}/files")
@Tag(name = "agents")
class FileController {

    private final RunStore runs;
    private final RunFiles files;

    FileController(RunStore runs, RunFiles files) {
        this.runs = runs;
        this.files = files;
    }

    @Operation(operationId = "listRunFiles", summary = "Files that a run wrote, by their names")
    @GetMapping
    List<RunFile> list(@PathVariable UUID id) {
        return files.list(runs.get(id).id());
    }

    @Operation(operationId = "getRunFile", summary = "A file that a run wrote, to be saved")
    @GetMapping(path = "/{name}", produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    ResponseEntity<byte[]> get(@PathVariable UUID id, @PathVariable String name) {
        byte[] content = files.content(runs.get(id).id(), name)
                .orElseThrow(() -> RefusedException.absent("Run " + id + " has no file '" + name + "'"));
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name, StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .body(content);
    }
}
