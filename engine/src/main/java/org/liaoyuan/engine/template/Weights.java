package org.liaoyuan.engine.template;

import com.hubspot.jinjava.el.JinjavaNodePreProcessor;
import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.tree.Node;
import com.hubspot.jinjava.tree.TextNode;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.engine.EngineException;

/**
 * Looks at every step of a template before it is taken. What an expression can make is bounded by what it names: so no
 * expression may be long, and no variables heavy, counting a list in two places twice. Otherwise sixty steps of
 * {@code set x = [x, x]} make a list whose text has more characters than there is memory.
 */
final class Weights extends JinjavaNodePreProcessor {

    private static final int MOST_EXPRESSION_CHARACTERS = 1 << 13;
    /** A character, an element and an entry weigh one. */
    private static final int MOST_WEIGHT = 1 << 17;

    private static final int DEEPEST = 32;

    @Override
    public void accept(Node node, JinjavaInterpreter interpreter) {
        super.accept(node, interpreter);
        if (!(node instanceof TextNode) && node.getMaster().getImage().length() > MOST_EXPRESSION_CHARACTERS) {
            throw new EngineException("an expression in line " + node.getLineNumber() + " is longer than "
                    + MOST_EXPRESSION_CHARACTERS + " characters");
        }
        int left = MOST_WEIGHT;
        for (Context scope = interpreter.getContext(); scope != null; scope = scope.getParent()) {
            if (scope.getParent() == null) {
                return; // jinjava's own
            }
            for (Map.Entry<String, Object> variable : scope.getScope().entrySet()) {
                if (!variable.getKey().equals("messages")) {
                    left = weigh(variable.getValue(), left, 0);
                }
                if (left < 0) {
                    throw new EngineException("its variables have grown beyond " + MOST_WEIGHT
                            + " characters and elements, at '" + variable.getKey() + "'");
                }
            }
        }
    }

    /** @return what is left of the allowance; negative if it does not suffice */
    private static int weigh(@Nullable Object value, int allowance, int depth) {
        int left = allowance - 1;
        if (value instanceof CharSequence text) {
            return left - text.length();
        }
        if (depth > DEEPEST) {
            return -1;
        }
        if (value instanceof Turn) {
            return left;
        }
        Collection<?> inside = value instanceof Map<?, ?> map
                ? map.values()
                : value instanceof Collection<?> list ? list : java.util.List.of();
        for (Object each : inside) {
            if (left < 0) {
                return left;
            }
            left = weigh(each, left, depth + 1);
        }
        return left;
    }
}
