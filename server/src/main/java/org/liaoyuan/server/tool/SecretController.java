package org.liaoyuan.server.tool;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Secrets that agents send to other systems. One goes in and never comes out. */
@RestController
@RequestMapping("/api/agent-secrets")
@Tag(name = "agents")
class SecretController {

    private static final int LONGEST = 10_000;
    private static final int MOST_HOSTS = 20;
    private static final String HOST = "[a-z0-9.:_-]{1,253}|\\[[0-9a-f:.]{2,45}]";

    private final SecretStore store;

    SecretController(SecretStore store) {
        this.store = store;
    }

    /** @param hosts to which it may be sent, without a port */
    @Schema(name = "AgentSecretChange")
    record Change(@Nullable String secret, @Nullable List<String> hosts) {}

    @Operation(
            operationId = "listAgentSecrets",
            summary = "Names of the secrets that agents may send; never the secrets")
    @GetMapping
    List<SecretStore.Named> list() {
        return store.list();
    }

    @Operation(operationId = "setAgentSecret", summary = "Sets a secret, which nodes call {{secret.NAME}}")
    @PutMapping("/{name}")
    List<SecretStore.Named> set(@PathVariable String name, @RequestBody Change body) {
        String secret = body.secret();
        if (!name.matches("[A-Za-z0-9_-]{1,50}")) {
            throw new IllegalArgumentException(
                    "name has other characters than letters, digits, _ and -, or more than 50");
        }
        if (secret == null
                || secret.isEmpty()
                || secret.length() > LONGEST
                || secret.chars().anyMatch(c -> c < ' ')) {
            throw new IllegalArgumentException(
                    "secret is missing, longer than " + LONGEST + " characters, or has a control character");
        }
        store.set(name, secret, checked(body.hosts()));
        return store.list();
    }

    private static List<String> checked(@Nullable List<String> hosts) {
        if (hosts == null
                || hosts.isEmpty()
                || hosts.size() > MOST_HOSTS
                || hosts.stream().anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException("hosts: expected 1 to " + MOST_HOSTS + " to which it may be sent");
        }
        List<String> small = hosts.stream()
                .map(host -> host.strip().toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
        small.stream().filter(host -> !host.matches(HOST)).findFirst().ifPresent(host -> {
            throw new IllegalArgumentException("'" + host + "' is no host; expected a name such as crm.example.com");
        });
        return small;
    }

    @Operation(operationId = "deleteAgentSecret", summary = "Deletes a secret; nodes that name it fail from now on")
    @DeleteMapping("/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String name) {
        store.delete(name);
    }
}
