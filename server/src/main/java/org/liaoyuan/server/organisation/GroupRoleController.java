package org.liaoyuan.server.organisation;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.organisation.GroupRoles.GroupRole;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Which roles the groups of a directory give; groups have names with slashes, so none stands in a path. */
@RestController
@Tag(name = "group-roles", description = "Which roles the groups of an organisation's directory give.")
@RequestMapping("/api/group-roles")
class GroupRoleController {

    private static final int LONGEST = 200;

    private final GroupRoles groups;

    GroupRoleController(GroupRoles groups) {
        this.groups = groups;
    }

    /** A group and the role that it shall give. */
    record WantedGroupRole(@Nullable String group, @Nullable Role role) {}

    @Operation(operationId = "listGroupRoles", summary = "The organisation's groups that give a role")
    @GetMapping
    List<GroupRole> list() {
        return groups.list(Identity.current());
    }

    @Operation(operationId = "putGroupRole", summary = "From the next sign-in on a group gives this role")
    @PutMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void put(@RequestBody WantedGroupRole wanted) {
        if (wanted.role() == null) {
            throw new IllegalArgumentException("role is missing; expected one of " + List.of(Role.values()));
        }
        groups.put(Identity.current(), name(wanted.group()), wanted.role());
    }

    @Operation(operationId = "removeGroupRole", summary = "A group gives no role any more; who has one keeps it")
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@RequestParam String group) {
        groups.remove(Identity.current(), name(group));
    }

    private static String name(@Nullable String group) {
        String name = group == null ? "" : group.strip();
        if (name.isEmpty() || name.length() > LONGEST || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("group has " + name.length() + " characters; expected 1 to " + LONGEST
                    + ", none of them a control");
        }
        return name;
    }
}
