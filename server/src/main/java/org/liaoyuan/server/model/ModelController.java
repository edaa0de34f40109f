package org.liaoyuan.server.model;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.liaoyuan.server.access.Identity;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The models, for the page. */
@RestController
@Tag(name = "models", description = "The models of this machine, and fetching them.")
@RequestMapping("/api/models")
class ModelController {

    private final ModelService models;
    private final ModelAccess access;

    ModelController(ModelService models, ModelAccess access) {
        this.models = models;
        this.access = access;
    }

    @Operation(operationId = "listModels", summary = "Every model that is open to whoever asks, the default one first")
    @GetMapping
    List<ModelStatus> list() {
        return access.open(Identity.current());
    }

    @Operation(
            operationId = "pullModel",
            summary = "Starts fetching a model in the background; nothing happens if it is here or on its way")
    @PostMapping("/{name}/pull")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ModelStatus pull(@PathVariable String name) {
        models.pull(name);
        return models.status(name);
    }

    @ExceptionHandler
    ProblemDetail unknown(UnknownModelException e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, String.valueOf(e.getMessage()));
    }
}
