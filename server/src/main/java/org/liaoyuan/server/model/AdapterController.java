package org.liaoyuan.server.model;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.engine.InvalidModelException;
import org.liaoyuan.engine.UnsupportedByModelException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** LoRA adapters of the models of this machine. Files are named, never paths: only those in the adapters folder are reached. */
@RestController
@Tag(name = "adapters", description = "LoRA adapters of the models of this machine.")
@RequestMapping("/api/models")
class AdapterController {

    private final LocalModelService local;
    private final ModelService models;

    AdapterController(LocalModelService local, ModelService models) {
        this.local = local;
        this.models = models;
    }

    /**
     * Which file becomes an adapter.
     *
     * @param file the name of a file in the data folder's {@code adapters} folder
     * @param name what the adapter is called; null for the file's name without its ending
     */
    record NewAdapter(@Nullable String file, @Nullable String name) {}

    @Operation(operationId = "listAdapters", summary = "The adapters of a model")
    @GetMapping("/{model}/adapters")
    List<AdapterStatus> list(@PathVariable String model) {
        return local.adapters(requireLocal(model));
    }

    @Operation(
            operationId = "addAdapter",
            summary = "Makes a file of the adapters folder an adapter of a model, to be chosen as model:name at once")
    @PostMapping("/{model}/adapters")
    @ResponseStatus(HttpStatus.CREATED)
    AdapterStatus add(@PathVariable String model, @RequestBody NewAdapter wanted) {
        if (wanted.file() == null) {
            throw new IllegalArgumentException("'file' is missing; name a file of the data folder's adapters folder");
        }
        return local.addAdapter(requireLocal(model), wanted.file(), wanted.name());
    }

    @Operation(
            operationId = "removeAdapter",
            summary = "Removes an adapter; answers under way with it end as they began")
    @DeleteMapping("/{model}/adapters/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String model, @PathVariable String name) {
        local.removeAdapter(requireLocal(model), name);
    }

    /** A provider's model has a slash in its name. */
    @Operation(hidden = true)
    @RequestMapping({"/{provider}/{model}/adapters", "/{provider}/{model}/adapters/{name}"})
    void remote(@PathVariable String provider, @PathVariable String model) {
        requireLocal(provider + "/" + model);
    }

    private String requireLocal(String model) {
        String provider = models.status(model).provider();
        if (!provider.equals("local")) {
            throw new IllegalArgumentException("'" + model + "' is "
                    + (provider.equals("alias") ? "an alias" : "a model of the provider '" + provider + "'")
                    + "; adapters are for models that run on this machine: see /api/models");
        }
        return model;
    }

    @ExceptionHandler
    ProblemDetail unknown(UnknownModelException e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail notHere(ModelNotReadyException e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, String.valueOf(e.getMessage()));
    }

    @ExceptionHandler({IllegalArgumentException.class, InvalidModelException.class, UnsupportedByModelException.class})
    ProblemDetail wrong(RuntimeException e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
    }
}
