package org.liaoyuan.engine.template;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Rewrites what templates take from Python and jinjava calls otherwise. White space is cut here as the dashes in the blocks
 * ask: what follows then has nothing left to cut.
 */
final class PythonDialect {

    private record Rewrite(Pattern pattern, String replacement) {

        static Rewrite of(String regex, String replacement) {
            return new Rewrite(Pattern.compile(regex), replacement);
        }
    }

    private static final List<Rewrite> REWRITES = List.of(
            Rewrite.of("\\.startswith\\(", ".startsWith("),
            Rewrite.of("\\.endswith\\(", ".endsWith("),
            Rewrite.of("\\.lstrip\\(\\)", ".stripLeading()"),
            Rewrite.of("\\.rstrip\\(\\)", ".stripTrailing()"),
            Rewrite.of("\\.upper\\(\\)", ".toUpperCase()"),
            Rewrite.of("\\.lower\\(\\)", ".toLowerCase()"),
            // jinjava leaves the indentation before an expression that asks for it to go
            Rewrite.of("\\s*\\{([{%])-", "{$1"),
            Rewrite.of("-([}%])}\\s*", "$1}"),
            // blocks that only mark what is trained on
            Rewrite.of("\\{%\\s*(end)?generation\\s*%}", ""));

    private PythonDialect() {}

    static String translate(String template) {
        String translated = template;
        for (Rewrite rewrite : REWRITES) {
            translated = rewrite.pattern.matcher(translated).replaceAll(rewrite.replacement);
        }
        return translated;
    }
}
