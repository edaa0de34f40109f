package org.liaoyuan.server.openai;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.Set;
import java.util.stream.Stream;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.model.ModelAccess;
import org.liaoyuan.server.model.ModelStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /v1/models}. */
@RestController
@OpenAiDoor
class ModelsController {

    /** What is never asked by name. */
    private static final Set<ModelStatus.Purpose> PARTS = Set.of(ModelStatus.Purpose.OCR, ModelStatus.Purpose.SPEAKERS);

    private final ModelAccess access;
    private final Guests guests;

    ModelsController(ModelAccess access, Guests guests) {
        this.access = access;
        this.guests = guests;
    }

    @Operation(
            operationId = "listOpenAiModels",
            summary = "The models that are here and open to whoever asks",
            responses = @ApiResponse(responseCode = "200", description = "the models", useReturnTypeSchema = true))
    @GetMapping("/v1/models")
    Wire.ModelList list() {
        return new Wire.ModelList(
                "list",
                Stream.concat(
                                access.open(Identity.current()).stream()
                                        .filter(model -> isHere(model) && !PARTS.contains(model.purpose()))
                                        .map(ModelsController::model),
                                guests.names(Identity.current()).stream().map(ModelsController::guest))
                        .toList());
    }

    /** A remote model's name has slashes. */
    @Operation(
            operationId = "getOpenAiModel",
            summary = "One model",
            responses = @ApiResponse(responseCode = "200", description = "the model", useReturnTypeSchema = true))
    @GetMapping("/v1/models/{*id}")
    Wire.Model one(@PathVariable String id) {
        String name = id.substring(1);
        if (guests.owns(name)) {
            return guests.names(Identity.current()).stream()
                    .filter(name::equals)
                    .findFirst()
                    .map(ModelsController::guest)
                    .orElseThrow(() -> RefusedException.absent("There is no agent " + name + " that you may ask"));
        }
        return model(access.open(Identity.current(), name));
    }

    private static Wire.Model guest(String name) {
        return new Wire.Model(name, "model", 0, "liaoyuan-agent", null);
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
