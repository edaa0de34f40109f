package org.liaoyuan.engine.template.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.liaoyuan.engine.template.jinja.Statement.Signature;
import org.liaoyuan.engine.template.jinja.Statement.Target;

/** What stands at the head of a statement: the names it gives, parameters, filters. */
final class HeadParser {

    private final TokenStream tokens;
    private final ExpressionParser expressions;
    private final PrimaryParser primaries;

    HeadParser(TokenStream tokens, ExpressionParser expressions, PrimaryParser primaries) {
        this.tokens = tokens;
        this.expressions = expressions;
        this.primaries = primaries;
    }

    /** Names with commas between them, perhaps in parentheses. */
    Target target(boolean members) {
        Target first = oneTarget(members);
        if (!tokens.atOperator(",")) {
            return first;
        }
        List<Target> targets = new ArrayList<>(List.of(first));
        while (tokens.skipOperator(",") && !primaries.atEndOfTuple()) {
            targets.add(oneTarget(members));
        }
        return new Target.Unpacked(targets);
    }

    private Target oneTarget(boolean members) {
        if (tokens.skipOperator("(")) {
            tokens.enter();
            Target target = target(members);
            tokens.leave();
            tokens.expectOperator(")");
            return target;
        }
        String name = tokens.name();
        return members && tokens.skipOperator(".") ? new Target.Member(name, tokens.name()) : new Target.Named(name);
    }

    Signature signature() {
        tokens.expectOperator("(");
        List<String> names = new ArrayList<>();
        Map<String, Expression> defaults = new LinkedHashMap<>();
        while (!tokens.skipOperator(")")) {
            String name = tokens.name();
            names.add(name);
            if (tokens.skipOperator("=")) {
                defaults.put(name, expressions.expression());
            }
            if (!tokens.atOperator(")")) {
                tokens.expectOperator(",");
            }
        }
        return new Signature(names, defaults);
    }

    /** The filters that follow, added to those that are known. */
    List<Expression.Filter> filters(List<Expression.Filter> filters) {
        while (tokens.skipOperator("|")) {
            filters.add(primaries.filter());
        }
        return filters;
    }
}
