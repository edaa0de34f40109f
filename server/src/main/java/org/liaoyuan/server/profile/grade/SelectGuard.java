package org.liaoyuan.server.profile.grade;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets a single plain SELECT through. It need not understand SQL, it only has to say no: to every function that is not on its list
 * (so none that reads files, waits or changes settings), to every word that changes something, to every system catalogue, to a
 * second statement, and to every character that it does not know.
 */
final class SelectGuard {

    private static final int LONGEST = 2_000;
    private static final Pattern TOKEN = Pattern.compile(
            "\\s+|--[^\\n\\r]*|'(?:[^'\\\\]|'')*'|\"[^\"\\\\]*\"|[\\p{L}_][\\p{L}\\p{N}_]*|\\d+(?:\\.\\d+)?|::|<>|!=|<=|>=|\\|\\||[-+*/%=<>(),.;]");
    private static final Set<String> FUNCTIONS = Set.of(
            "count",
            "sum",
            "avg",
            "min",
            "max",
            "round",
            "coalesce",
            "nullif",
            "abs",
            "lower",
            "upper",
            "length",
            "extract",
            "date_part",
            "date_trunc",
            "to_char",
            "cast",
            "greatest",
            "least",
            "ceil",
            "floor",
            "substring",
            "trim",
            "concat",
            "row_number",
            "rank",
            "dense_rank",
            "lag",
            "lead");
    /** Words that may stand before a bracket without being a function's name. */
    private static final Set<String> SYNTAX = Set.of(
            "in",
            "exists",
            "and",
            "or",
            "not",
            "over",
            "any",
            "all",
            "some",
            "as",
            "from",
            "where",
            "on",
            "select",
            "by",
            "when",
            "then",
            "else",
            "having",
            "join",
            "distinct",
            "union",
            "intersect",
            "except",
            "filter",
            "between",
            "using",
            "with",
            "numeric",
            "decimal",
            "varchar",
            "is",
            "like");

    private static final Set<String> FORBIDDEN = Set.of(
            "into",
            "insert",
            "update",
            "delete",
            "merge",
            "truncate",
            "create",
            "alter",
            "drop",
            "grant",
            "revoke",
            "copy",
            "call",
            "do",
            "set",
            "reset",
            "show",
            "lock",
            "listen",
            "notify",
            "vacuum",
            "analyze",
            "explain",
            "execute",
            "prepare",
            "recursive",
            "lateral",
            "table",
            "begin",
            "commit",
            "rollback",
            "information_schema");

    private SelectGuard() {}

    static boolean isSingleSelect(String sql) {
        // in a block comment a quote hides from PostgreSQL what it would hide from us outside one
        List<String> tokens = sql.length() > LONGEST || sql.contains("/*") ? List.of() : tokens(sql);
        if (tokens.isEmpty()
                || !(tokens.getFirst().equals("select") || tokens.getFirst().equals("with"))) {
            return false;
        }
        int semicolon = tokens.indexOf(";");
        if (semicolon >= 0 && semicolon != tokens.size() - 1) {
            return false;
        }
        for (int i = 0; i < tokens.size(); i++) {
            String token = tokens.get(i);
            boolean called = i + 1 < tokens.size() && tokens.get(i + 1).equals("(");
            if (FORBIDDEN.contains(token) || token.startsWith("pg_") || token.startsWith("\"pg_")) {
                return false;
            }
            if (called && isName(token) && !FUNCTIONS.contains(token) && !SYNTAX.contains(token)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isName(String token) {
        return Character.isLetter(token.charAt(0)) || token.charAt(0) == '_' || token.charAt(0) == '"';
    }

    /** In lower case, without white space and comments; empty if anything is not understood. */
    private static List<String> tokens(String sql) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(sql);
        int at = 0;
        while (at < sql.length()) {
            matcher.region(at, sql.length());
            if (!matcher.lookingAt()) {
                return List.of();
            }
            String token = matcher.group();
            if (!token.isBlank() && !token.startsWith("--")) {
                tokens.add(token.toLowerCase(Locale.ROOT));
            }
            at = matcher.end();
        }
        return tokens;
    }
}
