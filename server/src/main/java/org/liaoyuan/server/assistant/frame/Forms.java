package org.liaoyuan.server.assistant.frame;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.liaoyuan.engine.EngineException;
import org.liaoyuan.engine.PromptTemplate;
import org.liaoyuan.server.assistant.frame.Manifest.Field;
import org.liaoyuan.server.assistant.frame.Manifest.Option;

/**
 * Makes a person's turn of a filled form. What they filled in goes into the turn and nowhere else: the system prompt never holds
 * text of a form.
 */
final class Forms {

    private static final int MOST_VALUE = 100_000;

    private Forms() {}

    /**
     * @param values by field; a field that is left out is empty
     * @throws IllegalArgumentException if a field is unknown, missing, too long, or not one of its options
     */
    static String turn(Manifest manifest, Map<String, String> values, Language language) {
        List<String> names = manifest.form().stream().map(Field::name).toList();
        for (String name : values.keySet()) {
            if (!names.contains(name)) {
                throw new IllegalArgumentException("the form has no field '" + name + "'; expected only " + names);
            }
        }
        Map<String, String> filled = new HashMap<>();
        for (Field field : manifest.form()) {
            filled.put(
                    field.name(),
                    value(field, values.getOrDefault(field.name(), "").strip(), language));
        }
        try {
            return PromptTemplate.of(manifest.turn().in(language)).fill(filled).strip();
        } catch (EngineException e) {
            throw new IllegalArgumentException(e.getMessage() + "; mend the assistant's turn", e);
        }
    }

    private static String value(Field field, String value, Language language) {
        if (value.length() > MOST_VALUE) {
            throw new IllegalArgumentException(
                    field.name() + " has " + value.length() + " characters; expected at most " + MOST_VALUE);
        }
        if (value.isEmpty()) {
            if (field.required()) {
                throw new IllegalArgumentException(
                        field.name() + " is empty; fill in '" + field.label().in(language) + "'");
            }
            return "";
        }
        if (field.kind() != Field.Kind.CHOICE) {
            return value;
        }
        return field.options().stream()
                .filter(option -> option.value().equals(value))
                .findFirst()
                .map(option -> option.label().in(language))
                .orElseThrow(() -> new IllegalArgumentException(field.name() + " is '" + value + "'; expected one of "
                        + field.options().stream().map(Option::value).toList()));
    }
}
