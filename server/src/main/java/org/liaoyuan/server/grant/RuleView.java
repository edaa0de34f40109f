package org.liaoyuan.server.grant;

import java.util.List;
import org.liaoyuan.server.access.Resource;
import org.liaoyuan.server.access.Role;

/**
 * A thing and for whom it is.
 *
 * @param title as people know it; empty for one that is no longer there
 * @param restricted whether it is kept for those below; if not, it is open to all
 * @param roles builder, member, guest; owners and admins are always among them
 * @param people named one by one
 * @param groups by the names that the directory gives them
 */
public record RuleView(
        Resource.Kind kind,
        String resource,
        String title,
        boolean restricted,
        List<Role> roles,
        List<Person> people,
        List<String> groups) {

    /** Somebody who is named. */
    public record Person(String id, String name) {}

    RuleView titled(String other) {
        return new RuleView(kind, resource, other, restricted, roles, people, groups);
    }

    static RuleView open(Resource.Kind kind, Resources.Named thing) {
        return new RuleView(kind, thing.name(), thing.title(), false, List.of(), List.of(), List.of());
    }
}
