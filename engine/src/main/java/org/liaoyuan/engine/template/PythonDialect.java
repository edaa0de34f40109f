package org.liaoyuan.engine.template;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Rewrites what jinjava does not know of the templates' Jinja. White space is cut here as the dashes in the blocks
 * ask: what follows then has nothing left to cut.
 */
final class PythonDialect {

    private record Rewrite(Pattern pattern, String replacement) {

        static Rewrite of(String regex, String replacement) {
            return new Rewrite(Pattern.compile(regex), replacement);
        }
    }

    private static final List<Rewrite> REWRITES = List.of(
            // jinjava leaves the indentation before an expression that asks for it to go
            // (only the first of a run of spaces begins a match: linear in the length, however many there are)
            Rewrite.of("(?<!\\s)\\s*+\\{([{%])-", "{$1"),
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
