package org.liaoyuan.server.account;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.account.ApiKeys.ApiKey;
import org.liaoyuan.server.account.ApiKeys.CreatedKey;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** API keys. */
@RestController
@Tag(name = "keys", description = "API keys for programs.")
@RequestMapping("/api/keys")
class KeyController {

    private static final int MOST_LISTED = 500;
    private static final int MOST_MODELS = 100;
    private static final Set<Permission> USUAL = Set.of(Permission.USE_MODELS, Permission.SEE_MODELS);

    private final ApiKeys keys;
    private final SystemDatabase database;
    private final Audit audit;

    KeyController(ApiKeys keys, SystemDatabase database, Audit audit) {
        this.keys = keys;
        this.database = database;
        this.audit = audit;
    }

    /**
     * A key to be made.
     *
     * @param scopes what it is for, of those permissions that keys may have; null or empty for USE_MODELS and SEE_MODELS
     * @param models which models it may ask, by the names that requests use; null or empty for all
     * @param expiresAt when it ends; null for never
     */
    record NewKey(
            @Nullable String name,
            @Nullable Set<Permission> scopes,
            @Nullable List<String> models,
            @Nullable Instant expiresAt) {}

    @Operation(
            operationId = "listKeys",
            summary = "One's API keys; for owners and admins everybody's in the organisation")
    @GetMapping
    List<ApiKey> list() {
        return keys.list(Identity.current(), MOST_LISTED);
    }

    @Operation(operationId = "createKey", summary = "Makes an API key: the answer holds its only copy")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    CreatedKey create(@RequestBody NewKey wanted) {
        Identity who = Identity.current();
        String name = People.shortText("name", wanted.name());
        if (name.isEmpty()) {
            throw new IllegalArgumentException("name is empty; say what the key is for");
        }
        Set<Permission> scopes = wanted.scopes() == null || wanted.scopes().isEmpty() ? USUAL : wanted.scopes();
        for (Permission scope : EnumSet.copyOf(scopes)) {
            if (!scope.isForKeys() || !who.may(scope)) {
                throw RefusedException.forbidden("a key of yours can't have the scope " + scope + "; possible are "
                        + Permission.all()
                                .filter(Permission::isForKeys)
                                .filter(who::may)
                                .toList());
            }
        }
        List<String> models = wanted.models() == null ? List.of() : wanted.models();
        if (models.size() > MOST_MODELS) {
            throw new IllegalArgumentException(
                    "models has " + models.size() + " names; expected at most " + MOST_MODELS);
        }
        models.forEach(model -> People.shortText("models", model));
        if (wanted.expiresAt() != null && !wanted.expiresAt().isAfter(Instant.now())) {
            throw new IllegalArgumentException("expiresAt is " + wanted.expiresAt() + ", which is over");
        }
        return database.ask(db -> {
            CreatedKey created = ApiKeys.create(db, who, name, scopes, models, wanted.expiresAt());
            audit.write(
                    db,
                    who,
                    "key.create",
                    created.key().id().toString(),
                    "scopes=" + created.key().scopes());
            return created;
        });
    }

    @Operation(operationId = "revokeKey", summary = "Revokes an API key: it works no more from the next request on")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable UUID id) {
        Identity who = Identity.current();
        database.run(db -> {
            if (!ApiKeys.revoke(db, who, id)) {
                throw RefusedException.missing("working key", id);
            }
            audit.write(db, who, "key.revoke", id.toString(), "");
        });
    }
}
