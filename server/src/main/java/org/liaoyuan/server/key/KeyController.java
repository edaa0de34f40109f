package org.liaoyuan.server.key;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.KeyLimits;
import org.liaoyuan.server.access.KeyScope;
import org.liaoyuan.server.access.Permission;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.access.ShortText;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.audit.Audit;
import org.liaoyuan.server.key.ApiKeys.ApiKey;
import org.liaoyuan.server.key.ApiKeys.CreatedKey;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
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

    private final ApiKeys keys;
    private final KeyWishes wishes;
    private final SystemDatabase database;
    private final Audit audit;

    KeyController(ApiKeys keys, KeyWishes wishes, SystemDatabase database, Audit audit) {
        this.keys = keys;
        this.wishes = wishes;
        this.database = database;
        this.audit = audit;
    }

    /**
     * A key to be made.
     *
     * @param scopes what it is for, of those permissions that keys may have; null or empty for USE_MODELS and SEE_MODELS
     * @param models which models it may ask, by the names that requests use; null or empty for all
     * @param routes which routes it may ask, of those that its scopes open, such as {@code POST /v1/embeddings}; null or empty
     *     for all
     * @param spaces which spaces it may see; null or empty for all that its person sees
     * @param requestsPerMinute null for any number
     * @param tokensPerMinute of prompts and answers together; null for any number
     * @param expiresAt when it ends; null for never
     */
    record NewKey(
            @Nullable String name,
            @Nullable Set<Permission> scopes,
            @Nullable List<String> models,
            @Nullable List<String> routes,
            @Nullable List<UUID> spaces,
            @Nullable Integer requestsPerMinute,
            @Nullable Integer tokensPerMinute,
            @Nullable Instant expiresAt) {}

    /** All of what can be changed, as in {@link NewKey}. */
    record ChangedKey(
            @Nullable String name,
            @Nullable Integer requestsPerMinute,
            @Nullable Integer tokensPerMinute,
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
        String name = name(wanted.name());
        KeyScope scope = wishes.scope(who, wanted);
        requireFuture(wanted.expiresAt());
        return database.ask(db -> {
            CreatedKey created = ApiKeys.create(db, who, name, scope, wanted.expiresAt());
            audit.write(
                    db,
                    who,
                    "key.create",
                    created.key().id().toString(),
                    "scopes=" + created.key().scopes());
            return created;
        });
    }

    @Operation(
            operationId = "changeKey",
            summary = "Changes a working key's name, end and limits, from the next request on; what it is for stays")
    @PutMapping("/{id}")
    ApiKey change(@PathVariable UUID id, @RequestBody ChangedKey wanted) {
        Identity who = Identity.current();
        String name = name(wanted.name());
        requireFuture(wanted.expiresAt());
        KeyLimits limits = new KeyLimits(wanted.requestsPerMinute(), wanted.tokensPerMinute());
        return database.ask(db -> {
            ApiKey changed = ApiKeys.change(db, who, id, name, wanted.expiresAt(), limits)
                    .orElseThrow(() -> RefusedException.missing("working key", id));
            audit.write(
                    db,
                    who,
                    "key.change",
                    id.toString(),
                    "requests=" + limits.requests() + "; tokens=" + limits.tokens() + "; expires="
                            + wanted.expiresAt());
            return changed;
        });
    }

    private static String name(@Nullable String wanted) {
        String name = ShortText.of("name", wanted);
        if (name.isEmpty()) {
            throw new IllegalArgumentException("name is empty; say what the key is for");
        }
        return name;
    }

    private static void requireFuture(@Nullable Instant expiresAt) {
        if (expiresAt != null && !expiresAt.isAfter(Instant.now())) {
            throw new IllegalArgumentException("expiresAt is " + expiresAt + ", which is over");
        }
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
