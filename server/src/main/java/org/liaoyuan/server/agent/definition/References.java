package org.liaoyuan.server.agent.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** {@code {{node}}} and {@code {{node.field}}} in texts. What is put in is data: it is not looked through again. */
public final class References {

    private static final Pattern REFERENCE = Pattern.compile("\\{\\{([^{}]{0,200})\\}\\}");
    private static final Pattern NAMED =
            Pattern.compile("\\s*([a-z][a-z0-9_-]{0,49})((?:\\.[A-Za-z0-9_-]{1,50}){0,10})\\s*");

    /** Of a filled text: outputs of tools and models may be long, and what they are put into many times longer. */
    private static final int MOST = 200_000;

    /** No node's id: {@code {{secret.NAME}}} is filled by tools. */
    public static final String SECRET = "secret";

    /** No node's id either: {@code {{var.NAME}}} is what a variable was set to last. */
    public static final String VARIABLE = "var";

    private References() {}

    /**
     * A place where something is put in.
     *
     * @param written as it stands between the braces
     * @param node id; empty where it names none
     */
    public record Reference(String written, String node, List<String> path) {

        boolean isVariable() {
            return node.equals(VARIABLE);
        }

        public boolean isSecret() {
            return node.equals(SECRET);
        }
    }

    public static List<Reference> in(String text) {
        List<Reference> found = new ArrayList<>();
        Matcher matcher = REFERENCE.matcher(text);
        while (matcher.find()) {
            found.add(parse(matcher.group(1)));
        }
        return found;
    }

    private static Reference parse(String written) {
        Matcher named = NAMED.matcher(written);
        if (!named.matches()) {
            return new Reference(written, "", List.of());
        }
        String path = named.group(2);
        return new Reference(
                written,
                named.group(1),
                path.isEmpty() ? List.of() : List.of(path.substring(1).split("\\.", -1)));
    }

    /** @throws NodeFailure if the text would become too long */
    public static String fill(String text, Map<String, JsonNode> outputs) {
        return fill(text, (before, reference) -> value(reference, outputs));
    }

    /**
     * Fills a text.
     *
     * @param values what stands in the place of a reference, by what is filled before it
     * @throws NodeFailure if the text would become too long
     */
    public static String fill(String text, BiFunction<CharSequence, Reference, String> values) {
        StringBuilder filled = new StringBuilder();
        Matcher matcher = REFERENCE.matcher(text);
        int end = 0;
        while (matcher.find()) {
            filled.append(text, end, matcher.start());
            filled.append(values.apply(filled, parse(matcher.group(1))));
            end = matcher.end();
            checked(filled);
        }
        return filled.append(text.substring(end)).toString();
    }

    /** @throws NodeFailure if a text is longer than others can be made of it */
    public static <T extends CharSequence> T checked(T text) {
        if (text.length() > MOST) {
            throw new NodeFailure(NodeFailure.Reason.TOO_LONG, "the text has more than " + MOST + " characters");
        }
        return text;
    }

    /** The reference that a text is, and nothing else; empty if it is more, less, or several. */
    static Optional<Reference> alone(String text) {
        Matcher matcher = REFERENCE.matcher(text.strip());
        return matcher.matches() ? Optional.of(parse(matcher.group(1))) : Optional.empty();
    }

    /** Empty for what is not there: an input's field may be left out. */
    public static String value(Reference reference, Map<String, JsonNode> outputs) {
        return text(at(reference, outputs));
    }

    /** What stands there, a number as a number; of what has a text that. Null for what is not there. */
    static @Nullable JsonNode json(Reference reference, Map<String, JsonNode> outputs) {
        JsonNode value = at(reference, outputs);
        return value != null && value.has("text") ? value.get("text") : value;
    }

    private static @Nullable JsonNode at(Reference reference, Map<String, JsonNode> outputs) {
        @Nullable JsonNode at = outputs.get(reference.node());
        for (String step : reference.path()) {
            at = at == null ? null : at.get(step);
        }
        return at;
    }

    /** As it is put in: what has a text by that, a text as it is, anything else as JSON; empty for nothing. */
    public static String text(@Nullable JsonNode value) {
        JsonNode at = value != null && value.has("text") ? value.get("text") : value;
        return Optional.ofNullable(at)
                .filter(v -> !v.isNull())
                .map(v -> v.isString() ? v.stringValue() : v.toString())
                .orElse("");
    }
}
