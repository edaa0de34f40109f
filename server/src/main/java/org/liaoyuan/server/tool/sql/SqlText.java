package org.liaoyuan.server.tool.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One statement of SQL, as PostgreSQL cuts it into words (its manual, 4.1): text, names in quotes and comments are no parameters and end
 * no statement.
 *
 * @param jdbc with {@code ?} where a parameter stood
 * @param names of the parameters, in that order; one that stands twice is here twice
 * @param verb the first word, in small letters
 */
record SqlText(String jdbc, List<String> names, String verb) {

    private static final Set<String> READING = Set.of("select", "with", "values", "table", "show", "explain");
    private static final Set<String> WRITING = Set.of("insert", "update", "delete", "merge", "with", "select");

    private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]*");
    private static final Pattern PARAMETER = Pattern.compile(":([A-Za-z_][A-Za-z0-9_]*)");
    private static final Pattern DOLLAR = Pattern.compile("\\$([\\p{L}_][\\p{L}\\p{N}_]*)?\\$");

    SqlText {
        names = List.copyOf(names);
    }

    /** @throws IllegalArgumentException if it is not one statement */
    static SqlText of(String text) {
        return new Reader(text).read();
    }

    /** @throws IllegalArgumentException if a statement like this is not for nodes that only read, or for those that write */
    void requireVerb(boolean writes) {
        Set<String> open = writes ? WRITING : READING;
        if (!open.contains(verb)) {
            throw new IllegalArgumentException("the statement begins with '" + verb + "'; expected one of "
                    + open.stream().sorted().toList()
                    + (WRITING.contains(verb) ? ", or \"writes\": true" : ""));
        }
    }

    private static final class Reader {

        private final String text;
        private final StringBuilder jdbc = new StringBuilder();
        private final List<String> names = new ArrayList<>();
        private String verb = "";
        private boolean over;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        SqlText read() {
            if (text.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("the statement has a zero character");
            }
            while (at < text.length()) {
                next();
            }
            if (verb.isEmpty()) {
                throw new IllegalArgumentException("the statement says nothing");
            }
            return new SqlText(jdbc.toString(), names, verb);
        }

        private void next() {
            char c = text.charAt(at);
            if (Character.isWhitespace(c)) {
                keep(1);
            } else if (text.startsWith("--", at)) {
                keep(lineEnd() - at);
            } else if (text.startsWith("/*", at)) {
                keep(commentEnd() - at);
            } else if (over) {
                throw new IllegalArgumentException("there is more than one statement; expected one to a node");
            } else if (c == ';') {
                over = true;
                at++;
            } else {
                piece(c);
            }
        }

        private void piece(char c) {
            Matcher word = WORD.matcher(text).region(at, text.length());
            if (word.lookingAt()) {
                word(word.group());
            } else if (c == '\'') {
                keep(quoteEnd('\'', false) - at);
            } else if (c == '"') {
                keep(quoteEnd('"', false) - at);
            } else if (c == '$') {
                dollar();
            } else if (c == ':') {
                colon();
            } else if (c == '?') {
                // an operator of PostgreSQL; alone it would be a parameter to the driver
                jdbc.append("??");
                at++;
            } else if (c == '{' || c == '}') {
                throw new IllegalArgumentException("the statement has a '" + c
                        + "' outside of quotes; what other nodes gave goes into parameters, as :name");
            } else if (Character.isDigit(c)) {
                number();
            } else {
                keep(1);
            }
        }

        private void word(String word) {
            if (verb.isEmpty()) {
                verb = word.toLowerCase(Locale.ROOT);
            }
            boolean escapes = word.equalsIgnoreCase("e") && text.startsWith("'", at + word.length());
            keep(word.length());
            if (escapes) {
                keep(quoteEnd('\'', true) - at);
            }
        }

        /** With what stands at it, so that {@code 1e3} is no word. */
        private void number() {
            int end = at;
            while (end < text.length() && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
                end++;
            }
            keep(end - at);
        }

        private void colon() {
            Matcher parameter = PARAMETER.matcher(text).region(at, text.length());
            if (text.startsWith("::", at) || text.startsWith(":=", at)) {
                keep(2);
            } else if (parameter.lookingAt()) {
                jdbc.append('?');
                names.add(parameter.group(1));
                at = parameter.end();
            } else {
                keep(1);
            }
        }

        private void dollar() {
            Matcher tag = DOLLAR.matcher(text).region(at, text.length());
            if (!tag.lookingAt()) {
                throw new IllegalArgumentException("the statement has a '$' outside of quotes; parameters are :name");
            }
            int end = text.indexOf(tag.group(), tag.end());
            keep(open(end) + tag.group().length() - at);
        }

        private int lineEnd() {
            int end = at;
            while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
                end++;
            }
            return end;
        }

        /** Comments stand in comments. */
        private int commentEnd() {
            int depth = 0;
            for (int i = at; i + 1 < text.length(); i++) {
                if (text.startsWith("/*", i)) {
                    depth++;
                    i++;
                } else if (text.startsWith("*/", i)) {
                    depth--;
                    i++;
                    if (depth == 0) {
                        return i + 1;
                    }
                }
            }
            return open(-1);
        }

        private int quoteEnd(char quote, boolean escapes) {
            for (int i = at + 1; i < text.length(); i++) {
                if (escapes && text.charAt(i) == '\\') {
                    i++;
                } else if (text.charAt(i) == quote) {
                    if (i + 1 == text.length() || text.charAt(i + 1) != quote) {
                        return i + 1;
                    }
                    i++;
                }
            }
            return open(-1);
        }

        private static int open(int end) {
            if (end < 0) {
                throw new IllegalArgumentException("the statement ends within a text or a comment");
            }
            return end;
        }

        private void keep(int count) {
            jdbc.append(text, at, at + count);
            at += count;
        }
    }
}
