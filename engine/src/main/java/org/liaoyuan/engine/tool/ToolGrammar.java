package org.liaoyuan.engine.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.liaoyuan.engine.Tool;
import org.liaoyuan.engine.grammar.Grammar;

/** Writes the grammar of calls: each tool's arguments by its own schema, inside the family's markers. */
final class ToolGrammar {

    private final ToolSyntax syntax;
    private final List<Tool> tools;
    private final boolean parallel;

    ToolGrammar(ToolSyntax syntax, List<Tool> tools, boolean parallel) {
        this.syntax = syntax;
        this.tools = tools;
        this.parallel = parallel;
    }

    /** Calls, and the trigger before them. */
    String fromStart() {
        return print("root ::= " + quote(syntax.trigger) + " calls");
    }

    /** Calls, without the trigger that came before them. */
    String afterTrigger() {
        return print("root ::= calls");
    }

    /** Calls without markers, after {@link ToolSyntax#BARE}. */
    String afterBare() {
        return print("root ::= ws named" + more("ws \"{\" ws \"\\\"name\\\"\" ws \":\" ws named"));
    }

    /** Calls, or what another grammar allows. */
    String fromStartOr(Grammar otherwise) {
        return print("root ::= " + quote(syntax.trigger) + " calls | words-root\n"
                + otherwise.withPrefix("words-").gbnf());
    }

    private String print(String root) {
        List<String> rules = new ArrayList<>(List.of(root, "ws ::= [ \\n]{0,2}", calls()));
        for (int i = 0; i < tools.size(); i++) {
            rules.add("named-" + i + " ::= " + named(i, tools.get(i).name()));
            rules.add(Grammar.ofJsonSchema(tools.get(i).parameters())
                    .withPrefix("tool" + i + "-")
                    .gbnf());
        }
        rules.add("named ::= "
                + IntStream.range(0, tools.size()).mapToObj(i -> "named-" + i).collect(Collectors.joining(" | ")));
        return String.join("\n", rules) + "\n";
    }

    /** What stands behind the place where a call's name begins. */
    private String named(int i, String name) {
        String arguments = "tool" + i + "-root";
        return syntax.bareName()
                ? quote(name) + " " + quote(syntax.afterName()) + " " + arguments
                        + (syntax == ToolSyntax.DEEPSEEK ? " \"\\n```\"" : "")
                : quote("\"" + name + "\"") + " ws \",\" ws " + quote("\"" + syntax.argumentsKey + "\"")
                        + " ws \":\" ws " + arguments + " ws \"}\"";
    }

    private String calls() {
        String object = "object ::= \"{\" ws \"\\\"name\\\"\" ws \":\" ws named\n";
        return switch (syntax) {
            case HERMES ->
                object + "rest ::= ws object ws " + quote(syntax.afterCall) + "\ncalls ::= rest"
                        + more("ws " + quote(syntax.beforeCall) + " rest");
            case LLAMA3 -> "calls ::= ws named";
            case MISTRAL -> object + "calls ::= ws \"[\" ws object" + more("ws \",\" ws object") + " ws \"]\"";
            case DEEPSEEK, DEEPSEEK_V31 ->
                "call ::= " + quote(syntax.beforeCall) + " named " + quote(syntax.afterCall) + "\ncalls ::= ws call"
                        + more("ws call") + " ws " + quote(syntax.afterCalls);
        };
    }

    private String more(String another) {
        return parallel ? " (" + another + ")*" : "";
    }

    private static String quote(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
