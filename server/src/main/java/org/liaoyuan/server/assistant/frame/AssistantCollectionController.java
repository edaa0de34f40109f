package org.liaoyuan.server.assistant.frame;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.liaoyuan.server.access.Identity;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Collections that an assistant draws on with each question. */
@RestController
@Tag(name = "assistants", description = "Assistants: those that everybody has, one's own, and what colleagues share.")
@RequestMapping("/api/assistants/{id}/collections")
class AssistantCollectionController {

    private final Assistants assistants;
    private final AssistantCollections collections;

    AssistantCollectionController(Assistants assistants, AssistantCollections collections) {
        this.assistants = assistants;
        this.collections = collections;
    }

    @Operation(
            operationId = "listAssistantCollections",
            summary = "Ids of the collections that it draws on, as far as one may read them")
    @GetMapping
    Set<UUID> list(@PathVariable String id) {
        Identity who = Identity.current();
        return collections.open(who, assistants.get(who, id).id());
    }

    @Operation(operationId = "putAssistantCollections", summary = "Has one of one's own draw on these")
    @PutMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void put(@PathVariable String id, @RequestBody Set<UUID> wanted) {
        if (wanted.stream().anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException("the body has a null; expected ids of collections");
        }
        collections.put(Identity.current(), id, wanted);
    }
}
