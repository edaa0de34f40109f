package org.liaoyuan.server.assistant.frame;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** A place in a document that somebody wrote: reads what is there, or says what, where and what to do. */
public record Part(String path, JsonNode node) {

    private static final int MOST_QUOTED = 40;

    public IllegalArgumentException refuse(String is, String expected) {
        return new IllegalArgumentException(
                (path.isEmpty() ? "the document" : path) + " " + is + "; expected " + expected);
    }

    private String shown() {
        String text = node.isMissingNode() ? "missing" : node.toString();
        return text.length() <= MOST_QUOTED ? text : text.substring(0, MOST_QUOTED) + "…";
    }

    public boolean isThere() {
        return !node.isMissingNode() && !node.isNull();
    }

    public Part at(String field) {
        return new Part(path.isEmpty() ? field : path + "." + field, node.path(field));
    }

    /** Itself, if it is an object that has none but these fields: a field that is misspelt is not silently without effect. */
    public Part object(Collection<String> fields) {
        if (!node.isObject()) {
            throw refuse("is " + shown(), "an object");
        }
        for (String name : node.propertyNames()) {
            if (!fields.contains(name)) {
                throw refuse("has the field '" + clipped(name) + "'", "only " + String.join(", ", fields));
            }
        }
        return this;
    }

    private static String clipped(String name) {
        return name.length() <= MOST_QUOTED ? name : name.substring(0, MOST_QUOTED) + "…";
    }

    /** Without blanks around it, of so many characters, none of them a control but line ends. */
    public String text(int least, int most) {
        if (!isThere() && least == 0) {
            return "";
        }
        if (!node.isString()) {
            throw refuse("is " + shown(), "a string");
        }
        String text = node.stringValue().strip();
        if (text.length() < least || text.length() > most) {
            throw refuse("has " + text.length() + " characters", least + " to " + most);
        }
        if (text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t' && c != '\r')) {
            throw refuse("has a control character", "only text and line ends");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw refuse("has half a character", "whole ones");
        }
        return text;
    }

    /** Whatever stands here, of so many characters, if the database can hold it. */
    JsonNode data(int most) {
        String whole = node.toString();
        if (!node.isObject() || whole.length() > most) {
            throw refuse("is no object or longer than " + most + " characters", "a short object");
        }
        if (whole.contains("\\u0000")
                || whole.contains("Infinity")
                || !StandardCharsets.UTF_8.newEncoder().canEncode(whole)) {
            throw refuse("has a number or character that can't be kept", "other ones");
        }
        return node;
    }

    String matching(String pattern, String expected) {
        String text = text(1, 100);
        if (!text.matches(pattern)) {
            throw refuse("is '" + clipped(text) + "'", expected);
        }
        return text;
    }

    boolean flag() {
        if (isThere() && !node.isBoolean()) {
            throw refuse("is " + shown(), "true or false");
        }
        return node.asBoolean(false);
    }

    public int number(int least, int most) {
        if (!node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < least || node.intValue() > most) {
            throw refuse("is " + shown(), "a whole number from " + least + " to " + most);
        }
        return node.intValue();
    }

    double decimal(double least, double most) {
        double value = node.isNumber() ? node.doubleValue() : Double.NaN;
        if (!(value >= least && value <= most)) {
            throw refuse("is " + shown(), "a number from " + least + " to " + most);
        }
        return value;
    }

    public <E extends Enum<E>> E oneOf(Class<E> type) {
        for (E each : type.getEnumConstants()) {
            if (node.isString() && each.name().equals(node.stringValue())) {
                return each;
            }
        }
        throw refuse("is " + shown(), "one of " + List.of(type.getEnumConstants()));
    }

    /** A text in both languages; one that is given in one language, or as a plain string, stands for both. */
    public Bilingual bilingual(int least, int most) {
        if (node.isString()) {
            String both = text(least, most);
            return new Bilingual(both, both);
        }
        if (!isThere() && least == 0) {
            return Bilingual.EMPTY;
        }
        object(List.of("zh", "en"));
        String zh = at("zh").text(0, most);
        String en = at("en").text(0, most);
        if (Math.max(zh.length(), en.length()) < least) {
            throw refuse("is empty in both languages", "zh, en or both");
        }
        return new Bilingual(zh.isEmpty() ? en : zh, en.isEmpty() ? zh : en);
    }

    <T> List<T> list(int most, Function<Part, T> read) {
        if (!isThere()) {
            return List.of();
        }
        if (!node.isArray() || node.size() > most) {
            throw refuse(
                    node.isArray() ? "has " + node.size() + " entries" : "is " + shown(), "a list of at most " + most);
        }
        List<T> all = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            all.add(read.apply(new Part(path + "[" + i + "]", node.get(i))));
        }
        return List.copyOf(all);
    }

    /** Refuses names that are given twice. */
    void distinct(Collection<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw refuse("has '" + clipped(name) + "' twice", "each once");
            }
        }
    }
}
