package org.liaoyuan.server.scim;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.scim.Filter.And;
import org.liaoyuan.server.scim.Filter.Compare;
import org.liaoyuan.server.scim.Filter.Item;
import org.liaoyuan.server.scim.Filter.Not;
import org.liaoyuan.server.scim.Filter.Or;
import org.liaoyuan.server.scim.Filter.Present;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a {@link Filter}. Guarantee: at most 2,000 characters, 20 levels and as many steps as characters, whatever is sent. */
final class FilterParser {

    private static final int LONGEST = 2_000;
    private static final int DEEPEST = 20;
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern TOKEN =
            Pattern.compile("\\s*(?:([()\\[\\]])|(\"(?:[^\"\\\\]|\\\\.)*+\")|([^\\s()\\[\\]\"]++))");

    private final String text;
    private final Matcher matcher;
    private @Nullable String token;
    private int end;
    private int depth;

    private FilterParser(String text) {
        this.text = text;
        this.matcher = TOKEN.matcher(text);
        advance();
    }

    /** @throws ScimException if it is no filter */
    static Filter parse(String text) {
        if (text.length() > LONGEST) {
            throw invalid("a filter has at most " + LONGEST + " characters; this has " + text.length());
        }
        FilterParser parser = new FilterParser(text);
        Filter all = parser.or();
        if (parser.token != null) {
            throw invalid("nothing is expected at '" + parser.token + "'");
        }
        return all;
    }

    static ScimException invalid(String detail) {
        return new ScimException(400, "invalidFilter", detail);
    }

    private void advance() {
        if (text.substring(end).isBlank()) {
            token = null;
        } else if (matcher.region(end, text.length()).lookingAt()) {
            token = matcher.group().strip();
            end = matcher.end();
        } else {
            throw invalid("the filter can't be read at character " + (end + 1));
        }
    }

    private boolean takes(String word) {
        boolean is = word.equalsIgnoreCase(token);
        if (is) {
            advance();
        }
        return is;
    }

    private String next(String what) {
        String taken = token;
        if (taken == null) {
            throw invalid(what + " is missing at the filter's end");
        }
        advance();
        return taken;
    }

    private void close(String bracket) {
        if (!takes(bracket)) {
            throw invalid("'" + bracket + "' is missing");
        }
    }

    private Filter or() {
        if (++depth > DEEPEST) {
            throw invalid("a filter has at most " + DEEPEST + " levels");
        }
        Filter left = and();
        while (takes("or")) {
            left = new Or(left, and());
        }
        depth--;
        return left;
    }

    private Filter and() {
        Filter left = one();
        while (takes("and")) {
            left = new And(left, one());
        }
        return left;
    }

    private Filter one() {
        if (takes("not")) {
            if (!"(".equals(token)) {
                throw invalid("'(' is missing after not");
            }
            return new Not(group());
        }
        if ("(".equals(token)) {
            return group();
        }
        String path = Attributes.local(next("an attribute"));
        if (!path.matches("[$A-Za-z][\\w$-]*(?:\\.[$A-Za-z][\\w$-]*)?")) {
            throw invalid("'" + path + "' is no attribute");
        }
        if (takes("[")) {
            Filter inner = or();
            close("]");
            return new Item(path, inner);
        }
        String operator = next("an operator");
        return operator.equalsIgnoreCase("pr")
                ? new Present(path)
                : new Compare(path, Filter.operator(operator), value(next("a value")));
    }

    private Filter group() {
        close("(");
        Filter inner = or();
        close(")");
        return inner;
    }

    private static JsonNode value(String token) {
        try {
            JsonNode value = JSON.readTree(token);
            if (value.isValueNode()
                    && !value.isMissingNode()
                    && value.asString("").indexOf('\0') < 0) {
                return value;
            }
        } catch (JacksonException e) {
            // said below
        }
        throw invalid("'" + token + "' is no value; expected \"text\", a number, true, false or null");
    }
}
