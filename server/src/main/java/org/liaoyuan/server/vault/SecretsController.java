package org.liaoyuan.server.vault;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.RefusedException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How the installation's secrets are kept. */
@RestController
@Tag(name = "secrets", description = "How the installation's secrets are kept; never what they are.")
@RequestMapping("/api/secrets")
class SecretsController {

    private final DataKeys keys;
    private final SealedSecrets secrets;
    private final Rotation rotation;

    SecretsController(DataKeys keys, SealedSecrets secrets, Rotation rotation) {
        this.keys = keys;
        this.secrets = secrets;
        this.rotation = rotation;
    }

    /** @param master for commands in the terminal alone: a key file's path on the server's machine, or {@code command} */
    record RotationWish(@Nullable String master) {}

    @Operation(
            operationId = "getSecrets",
            summary = "By which keys the stored secrets are sealed, and how many by each")
    @GetMapping
    SecretsStatus status() {
        Map<Optional<UUID>, Long> counts = secrets.counts();
        return new SecretsStatus(
                keys.active().map(DataKeys.Row::master).orElse(""),
                keys.all().stream()
                        .map(row -> new SecretsStatus.DataKey(
                                row.id(),
                                row.master(),
                                row.createdAt(),
                                row.retiredAt(),
                                counts.getOrDefault(Optional.of(row.id()), 0L)))
                        .toList(),
                counts.getOrDefault(Optional.<UUID>empty(), 0L));
    }

    @Operation(
            operationId = "rotateSecrets",
            summary =
                    "Seals every secret with a new data key; master, by commands in the terminal alone, changes what wraps them")
    @PostMapping("/rotation")
    Rotation.Rotated rotate(@RequestBody RotationWish wish) {
        Identity who = Identity.current();
        if (wish.master() != null && who.way() != Identity.Way.COMMAND) {
            throw RefusedException.forbidden(
                    "the master key is changed on the server's machine: ./liaoyuan secrets rotate --master …");
        }
        return rotation.rotate(who, wish.master());
    }
}
