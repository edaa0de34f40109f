package org.liaoyuan.engine.tool;

import java.util.ArrayList;
import java.util.List;

/**
 * Tells words from calls in an answer as it comes. Not thread-safe.
 *
 * <p>What might be the beginning of a call is held back until it is known. The answer is under {@link
 * ToolSyntax#constraint}, so a call that has begun is well-formed as far as it goes.
 */
public final class ToolCallReader {

    private final ToolSyntax syntax;
    private final StringBuilder held = new StringBuilder();
    private final List<ToolPart> parts = new ArrayList<>();
    private State state = State.WORDS;
    private boolean said;
    private int calls;
    private int depth;
    private boolean inString;
    private boolean escaped;

    private enum State {
        WORDS,
        NAME,
        ARGUMENTS
    }

    ToolCallReader(ToolSyntax syntax) {
        this.syntax = syntax;
    }

    /** What is known now that this has come. */
    public List<ToolPart> read(String text) {
        held.append(text);
        boolean goesOn = true;
        while (goesOn && !held.isEmpty()) {
            goesOn = switch (state) {
                case WORDS -> words();
                case NAME -> name();
                case ARGUMENTS -> arguments();
            };
        }
        return take();
    }

    /** What was held back, now that nothing more comes. */
    public List<ToolPart> end() {
        if (state == State.WORDS && calls == 0) {
            say(held.length());
        }
        return take();
    }

    /** How many calls have begun. */
    public int calls() {
        return calls;
    }

    private List<ToolPart> take() {
        List<ToolPart> all = List.copyOf(parts);
        parts.clear();
        return all;
    }

    private boolean words() {
        if (!said && isBare()) {
            if (held.length() < ToolSyntax.BARE.length()) {
                return false;
            }
            state = State.NAME;
            return true;
        }
        // a Llama's call is the whole answer; the same text in the middle of words is none
        int at = syntax == ToolSyntax.LLAMA3 ? -1 : held.indexOf(syntax.trigger);
        if (at < 0) {
            say(held.length() - beginningOfTrigger());
            return false;
        }
        say(at);
        held.delete(0, syntax.trigger.length());
        state = State.NAME;
        return true;
    }

    /** Whether the answer begins, as far as it goes, like a call without markers. */
    private boolean isBare() {
        int known = Math.min(held.length(), ToolSyntax.BARE.length());
        boolean family = syntax == ToolSyntax.LLAMA3 || syntax == ToolSyntax.HERMES;
        return family && ToolSyntax.BARE.startsWith(held.substring(0, known));
    }

    /** How many of the last characters may be the trigger's first. */
    private int beginningOfTrigger() {
        if (syntax == ToolSyntax.LLAMA3) {
            return 0;
        }
        for (int n = Math.min(syntax.trigger.length() - 1, held.length()); n > 0; n--) {
            if (syntax.trigger.startsWith(held.substring(held.length() - n))) {
                return n;
            }
        }
        return 0;
    }

    private void say(int count) {
        if (count > 0 && calls == 0) {
            parts.add(new ToolPart.Text(held.substring(0, count)));
            said = true;
        }
        held.delete(0, count);
    }

    /** Looks for the next call's name and for where its arguments begin. */
    private boolean name() {
        boolean bare = syntax.bareName();
        String before = bare ? syntax.beforeCall : "\"name\"";
        String after = bare ? syntax.afterName() : "\"" + syntax.argumentsKey + "\"";
        int from = held.indexOf(before);
        int to = from < 0 ? -1 : held.indexOf(after, from + before.length());
        int begin = to < 0 ? -1 : held.indexOf("{", to + after.length());
        if (begin < 0) {
            return false;
        }
        String between = held.substring(from + before.length(), to).strip();
        String name = bare ? between : between.substring(between.indexOf('"') + 1, between.lastIndexOf('"'));
        parts.add(new ToolPart.Begin(calls, name));
        calls++;
        held.delete(0, begin);
        state = State.ARGUMENTS;
        return true;
    }

    /** Passes on JSON up to the brace that closes it. */
    private boolean arguments() {
        int end = 0;
        while (end < held.length()) {
            char c = held.charAt(end++);
            if (escaped) {
                escaped = false;
            } else if (c == '\\') {
                escaped = inString;
            } else if (c == '"') {
                inString = !inString;
            } else if (!inString && (c == '{' || c == '[')) {
                depth++;
            } else if (!inString && (c == '}' || c == ']') && --depth == 0) {
                state = State.NAME;
                break;
            }
        }
        parts.add(new ToolPart.Arguments(calls - 1, held.substring(0, end)));
        held.delete(0, end);
        return state == State.NAME;
    }
}
