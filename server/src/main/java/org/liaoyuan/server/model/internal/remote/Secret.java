package org.liaoyuan.server.model.internal.remote;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A provider's key, or the name of the environment variable that holds it: <code>${NAME}</code>. Never shown. */
public final class Secret {

    /** No key. */
    public static final Secret NONE = new Secret("");

    /** Only variables that are meant to hold one: a setting must not be able to send any other out of the house. */
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)}");

    private static final Pattern ALLOWED = Pattern.compile(".*(KEY|TOKEN|SECRET|PASSWORD).*");

    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret secret && secret.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** Found by name when settings are read. */
    public static Secret of(String text) {
        String stripped = text.strip();
        if (stripped.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new IllegalArgumentException("the key holds a character that no HTTP header may; copy it again");
        }
        Matcher variable = VARIABLE.matcher(stripped);
        if (variable.matches() && !ALLOWED.matcher(variable.group(1)).matches()) {
            throw new IllegalArgumentException("the key names the environment variable " + variable.group(1)
                    + "; only names with KEY, TOKEN, SECRET or PASSWORD in them are read");
        }
        return new Secret(stripped);
    }

    public boolean isEmpty() {
        return text.isEmpty();
    }

    /** As it was given, to be encrypted; a variable's name stays one. */
    public String toSeal() {
        return text;
    }

    /** The key itself; empty if the variable is not set. */
    String reveal(Map<String, String> environment) {
        Matcher variable = VARIABLE.matcher(text);
        return variable.matches() ? environment.getOrDefault(variable.group(1), "") : text;
    }

    @Override
    public String toString() {
        return isEmpty() ? "" : "…";
    }
}
