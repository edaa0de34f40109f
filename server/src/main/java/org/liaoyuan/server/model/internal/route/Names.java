package org.liaoyuan.server.model.internal.route;

import java.util.Set;
import java.util.regex.Pattern;

/** What may be called what: a remote model is {@code provider/model}, an alias has no slash. */
final class Names {

    private static final Pattern PROVIDER = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");
    private static final Pattern ALIAS = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,63}");
    /** What models of this process, and rows about them, are marked with. */
    private static final Set<String> TAKEN = Set.of("local", "alias");

    private Names() {}

    static void requireProvider(String id) {
        if (!PROVIDER.matcher(id).matches() || TAKEN.contains(id)) {
            throw new IllegalArgumentException("the provider's id is '" + id
                    + "'; expected 1 to 32 lower-case letters, digits and '-', and neither 'local' nor 'alias'");
        }
    }

    static void requireAlias(String name) {
        if (!ALIAS.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "the alias's name is '" + name + "'; expected 1 to 64 letters, digits, '.', '_', ':' and '-'");
        }
    }
}
