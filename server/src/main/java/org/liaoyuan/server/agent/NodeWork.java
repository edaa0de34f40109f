package org.liaoyuan.server.agent;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.liaoyuan.engine.BusyException;
import org.liaoyuan.server.agent.definition.Comparing;
import org.liaoyuan.server.agent.definition.Node;
import org.liaoyuan.server.agent.definition.NodeFailure;
import org.liaoyuan.server.agent.definition.NodeFailure.Reason;
import org.liaoyuan.server.agent.definition.References;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Does one node, whichever run's. Writes nothing down. */
@Component
public class NodeWork {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ModelWork models;
    private final ToolWork tools;

    NodeWork(ModelWork models, ToolWork tools) {
        this.models = models;
        this.tools = tools;
    }

    /**
     * What came of a node.
     *
     * @param input what it was given, filled
     * @param output what others refer to
     * @param model empty where none was asked
     */
    record Done(
            JsonNode input,
            JsonNode output,
            String model,
            int promptTokens,
            int completionTokens,
            double joules,
            double yuan) {

        Done(JsonNode input, JsonNode output) {
            this(input, output, "", 0, 0, 0, 0);
        }

        /** The same that was asked and used, with another output. */
        Done with(JsonNode other) {
            return new Done(input, other, model, promptTokens, completionTokens, joules, yuan);
        }

        static Done of(JsonNode output) {
            return new Done(JSON.objectNode(), output);
        }
    }

    /**
     * Does a node that waits for nobody.
     *
     * @param outputs of those before, by id
     * @param wanted whether the run is not ended meanwhile; asked when {@link #stop} can reach what is being done
     * @throws NodeFailure if it can't be done
     * @throws BusyException or another exception that time may mend
     */
    Done todo(Leg leg, Node node, Map<String, JsonNode> outputs, BooleanSupplier wanted) throws InterruptedException {
        return switch (node) {
            case Node.Input input -> Done.of(leg.input());
            case Node.Template template ->
                Done.of(text(cut(References.fill(template.text(), outputs), template.keep())));
            case Node.Variable variable -> Done.of(values(variable, outputs));
            case Node.Result result -> Done.of(text(References.fill(result.text(), outputs)));
            case Node.Answer answer -> Done.of(answered(answer, outputs));
            case Node.Branch branch -> chosen(branch, outputs);
            case Node.Check check
            when check.judge() == null -> Checking.of(check, outputs).done();
            case Node.Check check -> throw new IllegalArgumentException(check.id() + " asks by itself");
            case Node.Model model -> throw new IllegalArgumentException(model.id() + " is asked by itself");
            case Node.Parallel parallel -> Done.of(names(parallel));
            case Node.Join join ->
                Done.of(Optional.ofNullable(outputs.get(join.id())).orElseThrow());
            case Node.Asking asking -> throw new IllegalArgumentException(asking.id() + " waits for a person");
            case Node.Wait wait -> throw new IllegalArgumentException(wait.id() + " waits for a time");
            case Node.SubAgent sub -> throw new IllegalArgumentException(sub.id() + " waits for another run");
            case Node.Event event -> throw new IllegalArgumentException(event.id() + " waits for a signal");
            case Node.Act act -> throw new IllegalArgumentException(act.id() + " is done by its tool");
            case Node.Repeating loop -> throw new IllegalArgumentException(loop.id() + " is done by its body");
        };
    }

    /** Cut behind whole characters, and marked. */
    private static String cut(String text, int most) {
        if (most == 0 || text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end) + "…";
    }

    private static JsonNode values(Node.Variable node, Map<String, JsonNode> outputs) {
        ObjectNode values = JSON.objectNode();
        node.set().forEach((name, text) -> values.put(name, References.fill(text, outputs)));
        return values;
    }

    /** @throws NodeFailure if its data does not fit what the definition says of it */
    private static JsonNode answered(Node.Answer node, Map<String, JsonNode> outputs) {
        ObjectNode answer = text(References.fill(node.text(), outputs));
        if (node.output().fields().isEmpty()) {
            return answer;
        }
        ObjectNode data = node.output().filled(node.data(), text -> References.fill(text, outputs));
        node.output().check(data).stream().findFirst().ifPresent(problem -> {
            throw new NodeFailure(Reason.VALUE, "the output's field '" + problem.field() + "': " + problem.detail());
        });
        return answer.set("data", data);
    }

    private static JsonNode names(Node.Parallel node) {
        ObjectNode output = JSON.objectNode();
        node.branches().forEach(way -> output.withArray("branches").add(way.name()));
        return output;
    }

    /** What nodes ask. */
    ModelWork models() {
        return models;
    }

    /** What nodes act with. */
    ToolWork tools() {
        return tools;
    }

    /** Models' answers of this run that are being made here stop within a token, its tools are interrupted. */
    public void stop(UUID run) {
        tools.stop(run);
        models.stop(run);
    }

    /** Runs for which a model is answering here, or a tool at work. */
    Set<UUID> answering() {
        Set<UUID> runs = models.answering();
        runs.addAll(tools.atWork());
        return runs;
    }

    static ObjectNode text(String text) {
        return JSON.objectNode().put("text", text);
    }

    private static Done chosen(Node.Branch branch, Map<String, JsonNode> outputs) {
        var values = JSON.arrayNode();
        for (Node.Case one : branch.cases()) {
            String value = References.fill(one.value(), outputs);
            values.add(value);
            if (Comparing.fits(value, one.is(), one.than())) {
                return new Done(
                        JSON.objectNode().set("values", values),
                        JSON.objectNode().put("next", one.next()));
            }
        }
        return new Done(
                JSON.objectNode().set("values", values), JSON.objectNode().put("next", branch.otherwise()));
    }
}
