package org.liaoyuan.server.agent;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.liaoyuan.engine.BusyException;
import org.liaoyuan.engine.ChatMessage;
import org.liaoyuan.engine.ContextOverflowException;
import org.liaoyuan.engine.FinishReason;
import org.liaoyuan.engine.Sampling;
import org.liaoyuan.engine.UnsupportedByModelException;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.agent.definition.BrokenAnswerException;
import org.liaoyuan.server.agent.definition.Comparing;
import org.liaoyuan.server.agent.definition.InputSchema;
import org.liaoyuan.server.agent.definition.Node;
import org.liaoyuan.server.agent.definition.NodeFailure;
import org.liaoyuan.server.agent.definition.NodeFailure.Reason;
import org.liaoyuan.server.agent.definition.References;
import org.liaoyuan.server.agent.definition.Storable;
import org.liaoyuan.server.ledger.BudgetExceededException;
import org.liaoyuan.server.model.Answer;
import org.liaoyuan.server.model.AnswerPart;
import org.liaoyuan.server.model.Capabilities;
import org.liaoyuan.server.model.ChatRequest;
import org.liaoyuan.server.model.Cost;
import org.liaoyuan.server.model.ModelNotReadyException;
import org.liaoyuan.server.model.ModelService;
import org.liaoyuan.server.model.ResponseFormat;
import org.liaoyuan.server.model.ToolUse;
import org.liaoyuan.server.model.UnknownModelException;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Does one node, whichever run's. Writes nothing down. */
@Component
public class NodeWork {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final JsonMapper READER = new JsonMapper();

    private final ModelService models;
    private final RunKeys keys;
    private final ToolWork tools;
    private final Map<Answer, UUID> answers = new ConcurrentHashMap<>();

    NodeWork(ModelService models, RunKeys keys, ToolWork tools) {
        this.models = models;
        this.keys = keys;
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

    /** What nodes act with. */
    ToolWork tools() {
        return tools;
    }

    /** Models' answers of this run that are being made here stop within a token, its tools are interrupted. */
    public void stop(UUID run) {
        tools.stop(run);
        answers.forEach((answer, whose) -> {
            if (whose.equals(run)) {
                answer.cancel();
            }
        });
    }

    /** Runs for which a model is answering here, or a tool at work. */
    Set<UUID> answering() {
        Set<UUID> runs = new HashSet<>(answers.values());
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

    /** What a model is asked. */
    static ObjectNode input(Node.Model node, Map<String, JsonNode> outputs) {
        return JSON.objectNode()
                .put("system", References.fill(node.system(), outputs))
                .put("prompt", References.fill(node.prompt(), outputs));
    }

    /** Asks a model, at one attempt or several; otherwise as {@link #todo}. */
    Steps.Doing asking(Leg leg, Node.Model node, Map<String, JsonNode> outputs, BooleanSupplier wanted) {
        return new Steps.Doing() {
            @Override
            public Done done() throws InterruptedException {
                return asked(leg, node, input(node, outputs), format(node), wanted);
            }

            @Override
            public JsonNode given() {
                try {
                    return input(node, outputs);
                } catch (NodeFailure e) {
                    return JSON.objectNode();
                }
            }
        };
    }

    /** Verifies by rules, and by a judge where all of them hold; otherwise as {@link #todo}. */
    Steps.Doing judging(
            Leg leg, Node.Check node, Node.Judge judge, Map<String, JsonNode> outputs, BooleanSupplier wanted) {
        Node.Model asks = new Node.Model(
                node.id(),
                judge.model(),
                judge.system(),
                "",
                Judging.MOST_SAID,
                0,
                InputSchema.NONE,
                judge.inHouse(),
                node.passed(),
                node.failed());
        return new Steps.Doing() {
            @Override
            public Done done() throws InterruptedException {
                Checking checking = Checking.of(node, outputs);
                if (!checking.holds()) {
                    return checking.done();
                }
                Done said = asked(leg, asks, Judging.input(judge, checking, outputs), Judging.FORMAT, wanted);
                JsonNode verdict = Judging.output(checking, References.text(said.output()));
                return said.with(Storable.of(verdict));
            }

            @Override
            public JsonNode given() {
                try {
                    return Judging.input(judge, Checking.of(node, outputs), outputs);
                } catch (NodeFailure e) {
                    return JSON.objectNode();
                }
            }
        };
    }

    private Done asked(Leg leg, Node.Model node, ObjectNode input, ResponseFormat format, BooleanSupplier wanted)
            throws InterruptedException {
        try {
            requireHouse(node);
            return answer(
                    leg,
                    node,
                    input.path("system").asString(""),
                    input.path("prompt").asString(""),
                    format,
                    input,
                    wanted);
        } catch (BudgetExceededException e) {
            throw failure(Reason.BUDGET, e);
        } catch (RefusedException e) {
            throw failure(Reason.NOT_OPEN, e);
        } catch (ContextOverflowException e) {
            throw failure(Reason.TOO_LONG, e);
        } catch (UnknownModelException | ModelNotReadyException | UnsupportedByModelException e) {
            throw failure(Reason.MODEL, e);
        }
    }

    /** @throws NodeFailure if the definition keeps to models of the house and this is another */
    private void requireHouse(Node.Model node) {
        if (node.inHouse() && models.capabilities(node.model()).residency() != Capabilities.Residency.LOCAL) {
            throw new NodeFailure(
                    Reason.NOT_OPEN,
                    "what is asked of the model " + node.model()
                            + " would leave the house, and the agent's policies say inHouse; name a model of this server");
        }
    }

    private static ResponseFormat format(Node.Model node) {
        return node.output().fields().isEmpty()
                ? new ResponseFormat.Text()
                : new ResponseFormat.JsonSchema("answer", node.output().json());
    }

    /** @throws NodeFailure if it is not what the node wants */
    private static ObjectNode said(Node.Model node, String said) {
        ObjectNode output = text(said.replace("\0", "").strip());
        if (node.output().fields().isEmpty()) {
            return output;
        }
        JsonNode data;
        try {
            data = READER.readTree(output.path("text").asString());
        } catch (JacksonException e) {
            throw new NodeFailure(
                    Reason.VALUE, "the model's answer is no whole JSON; more maxTokens may help, or a shorter field");
        }
        node.output().check(data).stream().findFirst().ifPresent(problem -> {
            throw new NodeFailure(
                    Reason.VALUE, "the model's answer, field '" + problem.field() + "': " + problem.detail());
        });
        return output.set("data", data);
    }

    private static NodeFailure failure(Reason reason, RuntimeException why) {
        return new NodeFailure(reason, String.valueOf(why.getMessage()));
    }

    /** Ended by something else than the model: what it said is not whole. */
    private static boolean isBroken(Answer answer) {
        FinishReason how = answer.finishReason().orElse(FinishReason.ERROR);
        return how == FinishReason.CANCELLED || how == FinishReason.ERROR;
    }

    private static Sampling sampling(double temperature) {
        if (temperature == 0) {
            return Sampling.GREEDY;
        }
        Sampling usual = Sampling.CHAT;
        return temperature < 0
                ? usual
                : new Sampling(
                        temperature,
                        usual.topK(),
                        usual.topP(),
                        usual.minP(),
                        0,
                        0,
                        usual.repeatPenalty(),
                        usual.seed(),
                        Map.of());
    }

    private Done answer(
            Leg leg,
            Node.Model node,
            String system,
            String prompt,
            ResponseFormat format,
            ObjectNode input,
            BooleanSupplier wanted)
            throws InterruptedException {
        ChatRequest request = new ChatRequest(
                node.model(),
                system.isBlank()
                        ? List.of(ChatMessage.user(prompt))
                        : List.of(ChatMessage.system(system), ChatMessage.user(prompt)),
                sampling(node.temperature()),
                node.maxTokens(),
                List.of(),
                -1,
                format,
                ToolUse.NONE,
                keys.caller(leg, node.model(), wanted),
                null);
        StringBuilder said = new StringBuilder();
        try (Answer answer = models.chat(request);
                var unused = new Kept(answer, leg.run())) {
            if (!wanted.getAsBoolean()) {
                answer.cancel();
            }
            for (Optional<AnswerPart> part = answer.next(); part.isPresent(); part = answer.next()) {
                if (part.get() instanceof AnswerPart.Text text) {
                    said.append(text.text());
                }
            }
            if (isBroken(answer) && wanted.getAsBoolean()) {
                throw new BrokenAnswerException();
            }
            Cost cost = answer.cost();
            return new Done(
                    input,
                    said(node, said.toString()),
                    answer.model(),
                    cost.usage().promptTokens(),
                    cost.usage().completionTokens(),
                    cost.joules(),
                    cost.yuan());
        }
    }

    /** An answer that {@link #stop} finds until it is closed. */
    private final class Kept implements AutoCloseable {

        private final Answer answer;

        Kept(Answer answer, UUID run) {
            this.answer = answer;
            answers.put(answer, run);
        }

        @Override
        public void close() {
            answers.remove(answer);
        }
    }
}
