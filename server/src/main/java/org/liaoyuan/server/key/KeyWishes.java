package org.liaoyuan.server.key;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.KeyLimits;
import org.liaoyuan.server.access.KeyScope;
import org.liaoyuan.server.access.Permission;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.access.Route;
import org.liaoyuan.server.access.Routes;
import org.liaoyuan.server.access.ShortText;
import org.liaoyuan.server.key.KeyController.NewKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a new key shall be limited to: checked against what there is, and what its person may. */
@Component
class KeyWishes {

    private static final int MOST = 100;
    private static final Set<Permission> USUAL = Set.of(Permission.USE_MODELS, Permission.SEE_MODELS);

    /** Asks as who sends the request: a space that is not theirs does not exist. */
    private final JdbcClient jdbc;

    KeyWishes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @throws RefusedException if who asks may not give it to a key
     * @throws IllegalArgumentException if something is not what it should be
     */
    KeyScope scope(Identity who, NewKey wanted) {
        Set<Permission> permissions =
                wanted.scopes() == null || wanted.scopes().isEmpty() ? USUAL : EnumSet.copyOf(wanted.scopes());
        permissions.forEach(permission -> requireGivable(who, permission));
        List<String> models = bounded("models", wanted.models());
        models.forEach(model -> ShortText.of("models", model));
        List<String> routes = bounded("routes", wanted.routes());
        routes.forEach(route -> requireOpen(route, permissions));
        List<UUID> spaces = bounded("spaces", wanted.spaces());
        spaces.forEach(this::requireSpace);
        return new KeyScope(
                permissions,
                models,
                routes,
                Set.copyOf(spaces),
                new KeyLimits(wanted.requestsPerMinute(), wanted.tokensPerMinute()));
    }

    private static void requireGivable(Identity who, Permission scope) {
        if (!scope.isForKeys() || !who.may(scope)) {
            throw RefusedException.forbidden("a key of yours can't have the scope " + scope + "; possible are "
                    + Permission.all()
                            .filter(Permission::isForKeys)
                            .filter(who::may)
                            .toList());
        }
    }

    /** Routes of keys, as {@link KeyScope} names them. */
    static List<String> routesOf(Set<Permission> permissions) {
        return Routes.ALL.stream()
                .filter(route -> permissions.contains(route.permission()))
                .map(Route::toString)
                .toList();
    }

    private static void requireOpen(String route, Set<Permission> permissions) {
        if (!routesOf(permissions).contains(route)) {
            throw new IllegalArgumentException("routes has '" + ShortText.of("routes", route) + "', which the scopes "
                    + permissions + " do not open; they open " + routesOf(permissions));
        }
    }

    private void requireSpace(UUID space) {
        boolean there = jdbc.sql("select exists (select from space where id = ?)")
                .param(space)
                .query(Boolean.class)
                .single();
        if (!there) {
            throw RefusedException.missing("space", space);
        }
    }

    private static <T> List<T> bounded(String name, @Nullable List<T> wanted) {
        if (wanted != null && wanted.size() > MOST) {
            throw new IllegalArgumentException(name + " has " + wanted.size() + " entries; expected at most " + MOST);
        }
        return wanted == null ? List.of() : List.copyOf(wanted);
    }
}
