package org.liaoyuan.server.signon;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an ID token, or the userinfo endpoint, says: any JSON. Nothing of it is trusted to have a form.
 *
 * <p>A claim is named as it is called, also with dots in it ({@code https://example.com/groups}), or by its path through objects
 * (Keycloak's {@code realm_access.roles}).
 */
final class Claims {

    private static final int MOST_TEXT = 500;
    private static final int MOST_GROUPS = 2_000;

    private final Map<String, Object> all;

    Claims(Map<String, Object> all) {
        this.all = all;
    }

    /** With what another says beside it; where both say something, this one's word counts. */
    Claims with(Claims more) {
        Map<String, Object> both = new HashMap<>(more.all);
        both.putAll(all);
        return new Claims(both);
    }

    private @Nullable Object find(String name) {
        Object direct = all.get(name);
        if (direct != null) {
            return direct;
        }
        Object place = all;
        for (String step : name.split("\\.", -1)) {
            place = place instanceof Map<?, ?> object ? object.get(step) : null;
        }
        return place;
    }

    boolean has(String name) {
        return name.isEmpty() || find(name) != null;
    }

    /** A text that is not blank and not longer than 500 characters; longer ones are none. */
    Optional<String> text(String name) {
        return !name.isEmpty() && find(name) instanceof String text && !text.isBlank() && text.length() <= MOST_TEXT
                ? Optional.of(text.strip())
                : Optional.empty();
    }

    /** Azure and Cognito write truths as texts, too. */
    @Nullable
    Boolean truth(String name) {
        return switch (find(name)) {
            case Boolean truth -> truth;
            case String text when text.equalsIgnoreCase("true") -> true;
            case String text when text.equalsIgnoreCase("false") -> false;
            case null, default -> null;
        };
    }

    /**
     * One text or a list of them. A path of Keycloak's, {@code /staff/editors}, is a group's name with and without its first
     * slash.
     */
    List<String> groups(String name) {
        List<String> groups = new ArrayList<>();
        Object found = name.isEmpty() ? null : find(name);
        Collection<?> list = found instanceof Collection<?> many ? many : found == null ? List.of() : List.of(found);
        for (Object one : list) {
            if (one instanceof String group && !group.isBlank() && group.length() <= MOST_TEXT) {
                groups.add(group);
                if (group.length() > 1 && group.startsWith("/")) {
                    groups.add(group.substring(1));
                }
            }
            if (groups.size() >= MOST_GROUPS) {
                break;
            }
        }
        return groups;
    }

    /** Azure says where groups are instead of naming them if there are more than 200 (OpenID Connect Core, 5.6.2). */
    boolean leavesOut(String groups) {
        return !has(groups)
                && (all.get("_claim_names") instanceof Map<?, ?> elsewhere && elsewhere.containsKey(groups)
                        || Boolean.TRUE.equals(truth("hasgroups")));
    }
}
