package org.liaoyuan.server.access;

import java.util.Set;

/**
 * For whom an organisation keeps a {@link Resource}. Owners and admins, who can change the rule, are always among them.
 *
 * @param roles whoever has one of these
 * @param people ids of further ones, those of named groups included
 */
public record Rule(Set<Role> roles, Set<String> people) {

    public Rule {
        roles = Set.copyOf(roles);
        people = Set.copyOf(people);
    }

    boolean lets(Role role, String person) {
        return role.mayManage(Role.ADMIN) || roles.contains(role) || people.contains(person);
    }
}
