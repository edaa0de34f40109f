package org.liaoyuan.server.agent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.agent.definition.Definition;
import org.liaoyuan.server.agent.definition.Evals;
import org.liaoyuan.server.agent.definition.Handled;
import org.liaoyuan.server.agent.definition.Node;
import org.liaoyuan.server.agent.definition.NodeFailure;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes a case of a run that has ended: what it was started with, what came from outside, and which way it went. */
final class CaseOfRun {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** As of a draft as a whole. */
    private static final int MOST = 200_000;

    private CaseOfRun() {}

    /** @throws RefusedException if it has not ended, or gave more than a case holds */
    static ObjectNode of(Run run, List<Run.Step> steps, Definition definition) {
        if (!run.state().isEnd()) {
            throw RefusedException.conflict(
                    "Run " + run.id() + " is " + run.state() + "; only one that has ended is a case");
        }
        ObjectNode one = JSON.objectNode().put("name", run.name());
        one.set("input", run.input());
        ObjectNode given = one.putObject("given");
        given(run, steps, definition)
                .forEach((node, passes) -> given.set(node, passes.size() == 1 ? passes.getFirst() : list(passes)));
        ArrayNode expect = one.putArray("expect");
        expect.addObject()
                .put("value", "{{" + Evals.STATUS + "}}")
                .put("is", "equal")
                .put("than", run.state().name());
        passed(steps).stream()
                .limit(Evals.MOST_EXPECTED - 1L)
                .forEach(node -> expect.addObject().put("passed", node));
        if (one.toString().length() > MOST) {
            throw RefusedException.conflict(
                    "Run " + run.id() + " was given " + one.toString().length() + " characters; a case holds " + MOST
                            + " at most: write a shorter one by hand");
        }
        return one;
    }

    private static Map<String, List<JsonNode>> given(Run run, List<Run.Step> steps, Definition definition) {
        Map<String, List<JsonNode>> given = new LinkedHashMap<>();
        steps.stream()
                .filter(step -> isGiven(definition.node(step.node()), step.failed()))
                .forEach(step -> given.computeIfAbsent(step.node(), node -> new ArrayList<>())
                        .add(plain(step)));
        NodeFailure.Reason failure = run.failure();
        String failed = run.failedNode();
        if (failure != null
                && failed != null
                && NodeFailure.isHandled(failure)
                && isGiven(definition.node(failed), true)) {
            given.computeIfAbsent(failed, node -> new ArrayList<>())
                    .add(Handled.output(new NodeFailure(failure, run.detail())));
        }
        return given;
    }

    /** What computes gives the same again, and models are asked; what of them failed may not again. */
    private static boolean isGiven(Node node, boolean failed) {
        return Given.isOutside(node) || failed && !node.computes();
    }

    /** Without what belongs to that run alone. */
    private static JsonNode plain(Run.Step step) {
        if (step.output() instanceof ObjectNode output && !step.failed()) {
            ObjectNode plain = output.deepCopy();
            switch (step.kind()) {
                case "agent" -> plain.remove(List.of("run", "status"));
                case "wait", "event" -> plain.remove("at");
                default -> {}
            }
            return plain;
        }
        return step.output();
    }

    private static ArrayNode list(List<JsonNode> passes) {
        ArrayNode list = JSON.arrayNode();
        passes.forEach(list::add);
        return list;
    }

    private static Set<String> passed(List<Run.Step> steps) {
        Set<String> passed = new LinkedHashSet<>();
        steps.stream()
                .filter(step -> !step.kind().equals("round") && !step.kind().equals("input"))
                .forEach(step -> passed.add(step.node()));
        return passed;
    }
}
