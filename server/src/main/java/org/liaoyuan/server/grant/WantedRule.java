package org.liaoyuan.server.grant;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.Role;

/**
 * For whom a thing shall be, as somebody asks; owners and admins need not be named.
 *
 * @param people ids
 * @param groups names, as the directory gives them
 */
record WantedRule(
        @Schema(nullable = true) Set<Role> roles,
        @Schema(nullable = true) Set<String> people,
        @Schema(nullable = true) Set<String> groups) {

    private static final int MOST = 500;
    private static final int LONGEST = 200;

    WantedRule(@Nullable Set<Role> roles, @Nullable Set<String> people, @Nullable Set<String> groups) {
        this.roles = roles == null ? Set.of() : roles;
        this.people = people == null ? Set.of() : people;
        this.groups = groups == null ? Set.of() : groups;
    }

    /** @throws IllegalArgumentException if it can't be a rule */
    void check() {
        bounded("roles", roles);
        bounded("people", people);
        bounded("groups", groups);
        for (Role role : roles) {
            if (role.mayManage(Role.ADMIN)) {
                throw new IllegalArgumentException("roles names " + role + ", who may use everything; expected some of "
                        + List.of(Role.BUILDER, Role.MEMBER, Role.GUEST));
            }
        }
        for (String group : groups) {
            if (group.isBlank() || group.length() > LONGEST || group.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("a name in groups has " + group.length()
                        + " characters; expected 1 to " + LONGEST + ", none of them a control");
            }
        }
    }

    private static void bounded(String field, Set<?> wanted) {
        if (wanted.size() > MOST || wanted.stream().anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException(
                    field + " has " + wanted.size() + " entries; expected at most " + MOST + ", none of them null");
        }
    }

    /** For the audit: how much, not who. */
    String summary() {
        return "roles=" + roles.stream().map(Role::stored).sorted().toList() + "; people=" + people.size() + "; groups="
                + groups.size();
    }
}
