package org.liaoyuan.engine.grammar;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What a model may write, in llama.cpp's GBNF; the rule {@code root} is the whole answer.
 *
 * @param gbnf the rules, one a line
 */
public record Grammar(String gbnf) {

    /** A quoted text, a set of characters, a repetition's bounds, or, as {@code name}, a rule. */
    private static final Pattern WORD = Pattern.compile(
            "\"(?:\\\\.|[^\"\\\\])*+\"|\\[(?:\\\\.|[^]\\\\])*+]|\\{[0-9,]*}|(?<name>[a-zA-Z][a-zA-Z0-9-]*)");

    private static final Grammar ANY_JSON_OBJECT = anyObject();

    public Grammar {
        if (!gbnf.contains("root")) {
            throw new IllegalArgumentException("a grammar needs a rule named root");
        }
    }

    /** Rules as they are; llama.cpp judges them when they are used. */
    public static Grammar ofGbnf(String gbnf) {
        return new Grammar(gbnf);
    }

    /** Any JSON object. */
    public static Grammar anyJsonObject() {
        return ANY_JSON_OBJECT;
    }

    /**
     * Only JSON that is valid under the schema: draft 2020-12, formats asserted, references inside the document only. Properties are
     * written in the order in which they are declared.
     *
     * @throws UnsupportedSchemaException it can't be promised, or nothing is valid
     */
    public static Grammar ofJsonSchema(JsonNode schema) {
        Work work = new Work();
        SchemaDocument document = new SchemaDocument(schema);
        Rules rules = new Rules();
        try {
            ValueWriter values = new ValueWriter(new Lowering(document, work), rules, work);
            ScopedValue.where(Work.CURRENT, work).run(() -> values.writeAll(Goal.of(document.root(), true)));
            return new Grammar(rules.print());
        } catch (Refusal e) {
            throw e.at("#");
        }
    }

    /**
     * The same with all rules named differently, to be put beside other rules; {@code root} becomes {@code <prefix>root}.
     *
     * @param prefix letters, digits and dashes
     */
    public Grammar withPrefix(String prefix) {
        StringBuilder renamed = new StringBuilder();
        Matcher word = WORD.matcher(gbnf);
        while (word.find()) {
            boolean isName = word.group("name") != null;
            word.appendReplacement(renamed, Matcher.quoteReplacement((isName ? prefix : "") + word.group()));
        }
        return new Grammar(word.appendTail(renamed).toString());
    }

    private static Grammar anyObject() {
        Rules rules = new Rules();
        rules.put(Rules.ROOT, Json.OBJECT);
        return new Grammar(rules.print());
    }
}
