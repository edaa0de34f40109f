package org.liaoyuan.server.access;

import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What a way to sign in is limited to, besides its person's role.
 *
 * @param permissions what it is for
 * @param models the models that it may ask; empty for all
 * @param routes rows of {@link Routes} such as {@code POST /v1/chat/completions}; empty for all that the permissions open
 * @param spaces ids of the spaces that it may see; empty for all of its person's
 * @param limits how much it may ask
 */
public record KeyScope(
        Set<Permission> permissions, List<String> models, List<String> routes, Set<UUID> spaces, KeyLimits limits) {

    static final KeyScope UNLIMITED =
            new KeyScope(Set.of(Permission.values()), List.of(), List.of(), Set.of(), KeyLimits.NONE);
    static final KeyScope NOTHING = new KeyScope(Set.of(), List.of(), List.of(), Set.of(), KeyLimits.NONE);

    /** What is left to a session that lacks the second factor which its organisation wants. */
    static final KeyScope ENROLMENT =
            new KeyScope(Set.of(Permission.OWN_SIGN_IN), List.of(), List.of(), Set.of(), KeyLimits.NONE);

    public boolean opens(Route route) {
        return routes.isEmpty() || routes.contains(route.toString());
    }

    boolean opens(Resource resource) {
        return switch (resource.kind()) {
            case MODEL -> models.isEmpty() || models.contains(resource.name());
            case KNOWLEDGE_BASE ->
                spaces.isEmpty()
                        || spaces.stream().anyMatch(space -> resource.name().equals(space.toString()));
            case ASSISTANT, AGENT, CONNECTOR -> true;
        };
    }
}
