package org.liaoyuan.server.openai;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.model.ModelAccess;
import org.liaoyuan.server.model.ModelStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /v1/models}. */
@RestController
@OpenAiDoor
class ModelsController {

    private final ModelAccess access;

    ModelsController(ModelAccess access) {
        this.access = access;
    }

    @Operation(
            operationId = "listOpenAiModels",
            summary = "The models that are here and open to whoever asks",
            responses = @ApiResponse(responseCode = "200", description = "the models", useReturnTypeSchema = true))
    @GetMapping("/v1/models")
    Wire.ModelList list() {
        return new Wire.ModelList(
                "list",
                access.open(Identity.current()).stream()
                        .filter(model -> isHere(model) && model.purpose() != ModelStatus.Purpose.OCR)
                        .map(ModelsController::model)
                        .toList());
    }

    /** A remote model's name has slashes. */
    @Operation(
            operationId = "getOpenAiModel",
            summary = "One model",
            responses = @ApiResponse(responseCode = "200", description = "the model", useReturnTypeSchema = true))
    @GetMapping("/v1/models/{*id}")
    Wire.Model one(@PathVariable String id) {
        return model(access.open(Identity.current(), id.substring(1)));
    }

    private static boolean isHere(ModelStatus model) {
        return model.state() == ModelStatus.State.PRESENT || model.state() == ModelStatus.State.LOADED;
    }

    /** As vLLM does, an adapter is a model whose parent is the model it changes. */
    private static Wire.Model model(ModelStatus model) {
        return new Wire.Model(
                model.name(), "model", 0, "liaoyuan", model.parent().orElse(null));
    }
}
