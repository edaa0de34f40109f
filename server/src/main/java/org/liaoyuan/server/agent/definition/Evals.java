package org.liaoyuan.server.agent.definition;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Cases by which a definition says what its runs come to.
 *
 * @param least the share of cases that has to pass before a release, 0 to 1; 0 for none
 * @param cases in their order
 */
public record Evals(double least, List<Case> cases) {

    static final int MOST_CASES = 200;
    public static final int MOST_EXPECTED = 50;

    static final Evals NONE = new Evals(0, List.of());

    /** What expectations call the run's answer by, whatever its node is called. */
    public static final String ANSWER = "answer";

    /** What they call the state by in which the run ended. */
    public static final String STATUS = "status";

    /** {@code {{asked.NODE.field}}}: what a node was asked, or was to send. */
    public static final String ASKED = "asked";

    public Evals {
        cases = List.copyOf(cases);
    }

    /** Whether a release has to be evaluated before. */
    public boolean isGate() {
        return least > 0;
    }

    /**
     * One run, and what is expected of it.
     *
     * @param given what nodes from outside give in it, by the node's id: an object at each pass, or a list of objects by its passes
     */
    public record Case(String name, JsonNode input, Map<String, JsonNode> given, List<Expectation> expect) {

        public Case {
            given = Collections.unmodifiableMap(new LinkedHashMap<>(given));
            expect = List.copyOf(expect);
        }
    }

    /** What is looked at when a case's run has ended. */
    public sealed interface Expectation {

        /** Whether the opposite is expected. */
        boolean not();
    }

    /** @param value filled with what nodes gave, then compared with {@code than} */
    public record Compared(String value, Node.Comparison is, String than, boolean not) implements Expectation {}

    /** That a node was passed. */
    public record Passed(String node, boolean not) implements Expectation {}

    /** That the answer's data has these fields, with these values; others may be there. */
    public record Data(ObjectNode data, boolean not) implements Expectation {}
}
