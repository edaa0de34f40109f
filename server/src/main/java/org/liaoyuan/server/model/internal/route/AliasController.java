package org.liaoyuan.server.model.internal.route;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Names that stand for several models, for the page. */
@RestController
@Tag(name = "aliases", description = "Names that stand for models, and how one is chosen.")
@RequestMapping("/api/aliases")
class AliasController {

    private final Registry registry;

    AliasController(Registry registry) {
        this.registry = registry;
    }

    /** An alias as the API shows it. */
    record View(String name, @JsonUnwrapped AliasConfig settings, boolean isFixed) {}

    @Operation(operationId = "listAliases", summary = "Every alias")
    @GetMapping
    List<View> list() {
        return registry.aliases().keySet().stream().map(this::view).toList();
    }

    /** Adds it, or replaces the one of this name. */
    @Operation(operationId = "putAlias", summary = "Makes an alias or replaces it")
    @PutMapping("/{name}")
    View put(@PathVariable String name, @RequestBody ObjectNode body) {
        Names.requireAlias(name);
        AliasConfig config = Settings.merged(Settings.MAPPER.createObjectNode(), body, AliasConfig.class);
        for (String target : config.targets()) {
            if (registry.aliases().containsKey(target)) {
                throw new IllegalArgumentException(
                        "the target '" + target + "' is an alias; name the models that it stands for");
            }
        }
        registry.put(name, config);
        return view(name);
    }

    @Operation(operationId = "removeAlias", summary = "Removes an alias")
    @DeleteMapping("/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String name) {
        if (!registry.aliases().containsKey(name)) {
            throw new NoSuchNameException("alias", name);
        }
        registry.removeAlias(name);
    }

    private View view(String name) {
        AliasConfig config = registry.aliases().get(name);
        if (config == null) {
            throw new NoSuchNameException("alias", name);
        }
        return new View(name, config, registry.isFixedAlias(name));
    }
}
