package org.liaoyuan.server.agent;

import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.liaoyuan.server.agent.definition.Comparing;
import org.liaoyuan.server.agent.definition.Node;
import org.liaoyuan.server.agent.definition.NodeFailure;
import org.liaoyuan.server.agent.definition.References;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A text that is being verified: what its rules say of it, and what comes of a verdict. */
final class Checking {

    /** Of the output: whether it passed. Which way is gone follows from this. */
    static final String PASSED = "passed";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Of a value that did not hold, characters. */
    private static final int MOST_SHOWN = 200;

    private final String text;
    private final ArrayNode values = JSON.arrayNode();
    private final ArrayNode failed = JSON.arrayNode();
    private final StringJoiner whys = new StringJoiner("; ");

    private Checking(String text) {
        this.text = text;
    }

    /**
     * Looks at the rules, at all of them: what is mended at once need not come back.
     *
     * @throws NodeFailure if a text would become too long
     */
    static Checking of(Node.Check node, Map<String, JsonNode> outputs) {
        Checking checking = new Checking(References.fill(node.text(), outputs));
        for (int i = 0; i < node.rules().size(); i++) {
            Node.Rule rule = node.rules().get(i);
            String value = rule.value().isEmpty() ? checking.text : References.fill(rule.value(), outputs);
            if (!rule.value().isEmpty()) {
                checking.values.add(value);
            }
            if (Comparing.fits(value, rule.is(), rule.than()) == rule.not()) {
                checking.fail(i, rule, value);
            }
        }
        return checking;
    }

    private void fail(int number, Node.Rule rule, String value) {
        String is = rule.is().name().toLowerCase(Locale.ROOT);
        ObjectNode one = failed.addObject().put("rule", number).put("is", is);
        if (rule.is().compares()) {
            one.put("than", rule.than());
        }
        if (rule.not()) {
            one.put("not", true);
        }
        one.put("value", cut(value)).put("why", rule.why());
        String words = (rule.not() ? "not " : "") + is + (rule.is().compares() ? " " + rule.than() : "");
        whys.add(rule.why().isBlank() ? words : rule.why());
    }

    private static String cut(String value) {
        return value.codePointCount(0, value.length()) <= MOST_SHOWN
                ? value
                : value.substring(0, value.offsetByCodePoints(0, MOST_SHOWN)) + "…";
    }

    String text() {
        return text;
    }

    /** Whether all rules hold. */
    boolean holds() {
        return failed.isEmpty();
    }

    /** What the step shows as given: the values that rules looked at beside the text. */
    ObjectNode input() {
        ObjectNode input = JSON.objectNode();
        if (!values.isEmpty()) {
            input.set("values", values);
        }
        return input;
    }

    /** By the rules alone. */
    NodeWork.Done done() {
        return new NodeWork.Done(input(), output(holds(), whys.toString()));
    }

    /** What others refer to. */
    ObjectNode output(boolean passed, String why) {
        ObjectNode output = JSON.objectNode().put(PASSED, passed).put("verdict", passed ? "passed" : "refused");
        output.set("failed", failed);
        return output.put("why", why).put("text", text);
    }
}
