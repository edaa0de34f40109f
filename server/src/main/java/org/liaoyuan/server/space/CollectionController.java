package org.liaoyuan.server.space;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.space.CollectionGrant.Kind;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Collections themselves, and to whom they are open. */
@RestController
@Tag(name = "collections", description = "Documents that are shared in an organisation: to read, to edit or to manage.")
@RequestMapping("/api/space/collections")
class CollectionController {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_PURPOSE = 500;

    private final SpaceCollections collections;
    private final Sharing sharing;

    CollectionController(SpaceCollections collections, Sharing sharing) {
        this.collections = collections;
        this.sharing = sharing;
    }

    /**
     * What a collection is to be called.
     *
     * @param purpose left out: none
     */
    @Schema(name = "WantedCollection")
    record Wanted(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String name,

            @Nullable String purpose) {

        Wanted checked() {
            String title = name == null ? "" : name.strip();
            String what = purpose == null ? "" : purpose.strip();
            if (title.isEmpty()
                    || title.length() > LONGEST_NAME
                    || title.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("name has " + title.length() + " characters; expected 1 to "
                        + LONGEST_NAME + ", none of them a control");
            }
            if (what.length() > LONGEST_PURPOSE || what.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("purpose has " + what.length() + " characters; expected at most "
                        + LONGEST_PURPOSE + ", none of them NUL");
            }
            return new Wanted(title, what);
        }

        private String title() {
            return name == null ? "" : name;
        }

        private String what() {
            return purpose == null ? "" : purpose;
        }
    }

    /**
     * To whom a collection shall be open.
     *
     * @param name a role, a person's id or a group; left out for everybody
     */
    @Schema(name = "WantedCollectionGrant")
    record WantedGrant(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            Kind kind,

            @Nullable String name,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            Right right) {}

    @Operation(operationId = "listCollections", summary = "The collections that one may read, by name")
    @GetMapping
    List<SpaceCollection> list() {
        return collections.list(Identity.current());
    }

    @Operation(operationId = "makeCollection", summary = "Makes one; nobody else sees it until it is shared")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    SpaceCollection make(@RequestBody Wanted wanted) {
        Wanted checked = wanted.checked();
        return collections.make(Identity.current(), checked.title(), checked.what());
    }

    @Operation(operationId = "getCollection", summary = "One of them")
    @GetMapping("/{id}")
    SpaceCollection get(@PathVariable UUID id) {
        return collections.require(Identity.current(), id, Right.READ);
    }

    @Operation(operationId = "changeCollection", summary = "Names it anew; needs EDIT")
    @PutMapping("/{id}")
    SpaceCollection change(@PathVariable UUID id, @RequestBody Wanted wanted) {
        Wanted checked = wanted.checked();
        return collections.change(Identity.current(), id, checked.title(), checked.what());
    }

    @Operation(operationId = "deleteCollection", summary = "Deletes it with all its documents; needs MANAGE")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id) {
        collections.delete(Identity.current(), id);
    }

    @Operation(operationId = "listCollectionGrants", summary = "To whom it is open; needs MANAGE")
    @GetMapping("/{id}/grants")
    List<CollectionGrant> grants(@PathVariable UUID id) {
        return sharing.list(Identity.current(), id);
    }

    @Operation(
            operationId = "grantCollection",
            summary = "Opens it to everybody but guests, a role, a person or a group, in place of what they had")
    @PutMapping("/{id}/grants")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void grant(@PathVariable UUID id, @RequestBody WantedGrant wanted) {
        if (wanted.kind() == null || wanted.right() == null) {
            throw new IllegalArgumentException("kind and right are needed; expected kind to be one of "
                    + List.of(Kind.values()) + " and right one of " + List.of(Right.values()));
        }
        sharing.grant(
                Identity.current(), id, wanted.kind(), wanted.name() == null ? "" : wanted.name(), wanted.right());
    }

    @Operation(
            operationId = "withdrawCollection",
            summary = "Closes it to whom it was open; holds at their next question")
    @DeleteMapping("/{id}/grants")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(@PathVariable UUID id, @RequestParam Kind kind, @RequestParam(defaultValue = "") String name) {
        sharing.withdraw(Identity.current(), id, kind, name);
    }
}
