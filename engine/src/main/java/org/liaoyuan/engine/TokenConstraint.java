package org.liaoyuan.engine;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntFunction;
import org.liaoyuan.engine.llama.NativeGrammar;
import org.liaoyuan.engine.llama.NativeModel;

/**
 * Which tokens a {@link Constraint} lets through now. The decode loop owns it.
 *
 * <p>A token that ends a trigger and goes on with other text than blanks is refused: the grammar begins at a token's border, so
 * that no text has to be fed to it twice.
 */
final class TokenConstraint implements AutoCloseable {

    private final NativeModel model;
    private final NativeGrammar grammar;
    private final IntFunction<byte[]> bytes;
    private final List<String> triggers;
    private final int longest;
    /** The last characters of the text before the grammar holds. */
    private String tail = "";

    private boolean active;
    /** No trigger can come any more. */
    private boolean idle;

    private final boolean onlyAtStart;
    private final boolean controlIsText;

    TokenConstraint(
            NativeModel model,
            NativeGrammar grammar,
            Constraint constraint,
            boolean controlIsText,
            IntFunction<byte[]> bytes) {
        this.model = model;
        this.grammar = grammar;
        this.bytes = bytes;
        this.triggers = constraint.triggers();
        this.longest = triggers.stream().mapToInt(String::length).max().orElse(0);
        this.active = triggers.isEmpty();
        this.onlyAtStart = constraint.onlyAtStart();
        this.controlIsText = controlIsText;
    }

    /** Whether a token may come next. */
    boolean allows(int token) {
        if (!active) {
            return idle
                    || !(endsTrigger(token)
                            && !restAfterTrigger(tail + text(token)).isBlank());
        }
        return isText(token) && grammar.allows(token);
    }

    /**
     * Says of each token whether it may come next.
     *
     * @param ids tokens, the first {@code count} of them
     */
    void filter(int[] ids, int count, boolean[] allowed) {
        if (!active) {
            for (int i = 0; i < count; i++) {
                allowed[i] = allows(ids[i]);
            }
            return;
        }
        grammar.filter(ids, count, allowed);
        for (int i = 0; i < count; i++) {
            allowed[i] &= isText(ids[i]);
        }
    }

    /** Goes on by a token that was allowed and does not end the turn. */
    void accept(int token) {
        if (active) {
            grammar.accept(token);
        } else if (idle) {
            return;
        } else if (endsTrigger(token)) {
            active = true;
        } else {
            String whole = tail + text(token);
            idle = onlyAtStart && triggers.stream().noneMatch(t -> t.startsWith(whole));
            tail = whole.substring(Math.max(0, whole.length() - longest));
        }
    }

    /** The text of a control token such as {@code <|im_start|>} would pass as the inside of a string, but nobody would see it. */
    private boolean isText(int token) {
        return controlIsText || !model.isControl(token) || model.isEndOfGeneration(token);
    }

    private boolean endsTrigger(int token) {
        String whole = tail + text(token);
        return triggers.stream().anyMatch(onlyAtStart ? whole::startsWith : whole::contains);
    }

    private String restAfterTrigger(String whole) {
        for (String trigger : triggers) {
            int at = whole.indexOf(trigger);
            if (at >= 0) {
                return whole.substring(at + trigger.length());
            }
        }
        return "";
    }

    private String text(int token) {
        return new String(bytes.apply(token), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        grammar.close();
    }
}
