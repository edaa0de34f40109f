package org.liaoyuan.server.grant;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** For whom things are; their names have slashes, so none stands in a path. */
@RestController
@Tag(
        name = "grants",
        description = "Which models, and later other things, an organisation keeps for some of its people.")
@RequestMapping("/api/grants")
class GrantController {

    private static final int LONGEST = 300;

    private final Rules rules;

    GrantController(Rules rules) {
        this.rules = rules;
    }

    @Operation(operationId = "listGrants", summary = "Every thing of a kind, and for whom it is")
    @GetMapping
    List<RuleView> list(@RequestParam Resource.Kind kind) {
        return rules.list(Identity.current(), kind);
    }

    @Operation(
            operationId = "listGrantGroups",
            summary = "The groups that the organisation's directory or providers have named")
    @GetMapping("/groups")
    List<String> groups() {
        return rules.groups(Identity.current());
    }

    @Operation(
            operationId = "putGrant",
            summary =
                    "Keeps a thing for these roles, people and groups, in place of an earlier rule; for none of them: for"
                            + " owners and admins")
    @PutMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void put(@RequestParam Resource.Kind kind, @RequestParam String resource, @RequestBody WantedRule wanted) {
        wanted.check();
        rules.put(Identity.current(), resource(kind, resource), wanted);
    }

    @Operation(operationId = "removeGrant", summary = "Opens a thing to all of the organisation again")
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@RequestParam Resource.Kind kind, @RequestParam String resource) {
        rules.remove(Identity.current(), resource(kind, resource));
    }

    private static Resource resource(Resource.Kind kind, String name) {
        if (name.isBlank() || name.length() > LONGEST || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("resource has " + name.length() + " characters; expected 1 to " + LONGEST
                    + ", none of them a control");
        }
        return new Resource(kind, name);
    }
}
