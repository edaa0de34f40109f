package org.liaoyuan.engine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.engine.llama.NativeGrammar;
import org.liaoyuan.engine.llama.NativeModel;

/**
 * Which tokens a {@link Constraint} lets through now. The decode loop owns it.
 *
 * <p>A token that ends a trigger and goes on with other text than blanks is refused: a grammar begins at a token's border, so
 * that no text has to be fed to it twice.
 */
final class TokenConstraint implements AutoCloseable {

    private final NativeModel model;
    private final IntFunction<byte[]> bytes;
    private final boolean controlIsText;
    private final List<Armed> armed = new ArrayList<>();
    private final int longest;
    private @Nullable NativeGrammar active;

    /** The first characters of the answer, as many as matter. */
    private String start = "";
    /** The last characters, as many as matter. */
    private String tail = "";

    private record Armed(Constraint.Part part, NativeGrammar grammar) {}

    TokenConstraint(
            NativeModel model,
            Grammars grammars,
            Constraint constraint,
            boolean controlIsText,
            IntFunction<byte[]> bytes) {
        this.model = model;
        this.bytes = bytes;
        this.controlIsText = controlIsText;
        this.longest = constraint.parts().stream()
                .mapToInt(p -> p.trigger().length())
                .max()
                .orElse(0);
        try {
            for (Constraint.Part part : constraint.parts()) {
                armed.add(new Armed(part, grammars.get(part.gbnf())));
            }
        } catch (EngineException e) {
            close();
            throw e;
        }
        this.active = longest == 0 ? armed.getFirst().grammar : null;
    }

    /** Whether a token may come next. */
    boolean allows(int token) {
        NativeGrammar grammar = active;
        if (grammar != null) {
            return isText(token) && grammar.allows(token);
        }
        String text = text(token);
        return armed.stream()
                .allMatch(a -> !endsTrigger(a.part, text)
                        || restAfterTrigger(a.part, text).isBlank());
    }

    /**
     * Says of each token whether it may come next.
     *
     * @param ids tokens, the first {@code count} of them
     */
    void filter(int[] ids, int count, boolean[] allowed) {
        NativeGrammar grammar = active;
        if (grammar != null) {
            grammar.filter(ids, count, allowed);
        }
        for (int i = 0; i < count; i++) {
            allowed[i] = grammar == null ? allows(ids[i]) : allowed[i] && isText(ids[i]);
        }
    }

    /** Goes on by a token that was allowed and does not end the turn. */
    void accept(int token) {
        NativeGrammar grammar = active;
        if (grammar != null) {
            grammar.accept(token);
            return;
        }
        String text = text(token);
        for (Armed each : armed) {
            if (endsTrigger(each.part, text)) {
                active = each.grammar;
                return;
            }
        }
        start = start.length() > longest ? start : start + text;
        String whole = tail + text;
        tail = whole.substring(Math.max(0, whole.length() - longest));
    }

    /** The text of a control token such as {@code <|im_start|>} would pass as the inside of a string, but nobody would see it. */
    private boolean isText(int token) {
        return controlIsText || !model.isControl(token) || model.isEndOfGeneration(token);
    }

    private boolean endsTrigger(Constraint.Part part, String text) {
        return part.onlyAtStart()
                ? (start + text).startsWith(part.trigger())
                        && start.length() < part.trigger().length()
                : (tail + text).contains(part.trigger());
    }

    private String restAfterTrigger(Constraint.Part part, String text) {
        String whole = (part.onlyAtStart() ? start : tail) + text;
        return whole.substring(whole.indexOf(part.trigger()) + part.trigger().length());
    }

    private String text(int token) {
        return new String(bytes.apply(token), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        armed.forEach(a -> a.grammar.close());
    }
}
