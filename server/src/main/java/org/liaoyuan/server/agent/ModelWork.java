package org.liaoyuan.server.agent;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.liaoyuan.engine.ChatMessage;
import org.liaoyuan.engine.ContextOverflowException;
import org.liaoyuan.engine.FinishReason;
import org.liaoyuan.engine.Sampling;
import org.liaoyuan.engine.UnsupportedByModelException;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.agent.definition.BrokenAnswerException;
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

/** Asks models for nodes, on the account of whoever started the run. Writes nothing down. */
@Component
class ModelWork {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final JsonMapper READER = new JsonMapper();

    private final ModelService models;
    private final RunKeys keys;
    private final Map<Answer, UUID> answers = new ConcurrentHashMap<>();

    ModelWork(ModelService models, RunKeys keys) {
        this.models = models;
        this.keys = keys;
    }

    /** Answers of this run that are being made here stop within a token. */
    void stop(UUID run) {
        answers.forEach((answer, whose) -> {
            if (whose.equals(run)) {
                answer.cancel();
            }
        });
    }

    /** Runs for which a model is answering here. */
    Set<UUID> answering() {
        return new HashSet<>(answers.values());
    }

    /** What a model is asked. */
    static ObjectNode input(Node.Model node, Map<String, JsonNode> outputs) {
        return JSON.objectNode()
                .put("system", References.fill(node.system(), outputs))
                .put("prompt", References.fill(node.prompt(), outputs));
    }

    /** Asks a model, at one attempt or several; otherwise as {@link NodeWork#todo}. */
    Steps.Doing asking(Leg leg, Node.Model node, Map<String, JsonNode> outputs, BooleanSupplier wanted) {
        return new Steps.Doing() {
            @Override
            public NodeWork.Done done() throws InterruptedException {
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

    /** Verifies by rules, and by a judge where all of them hold; otherwise as {@link NodeWork#todo}. */
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
            public NodeWork.Done done() throws InterruptedException {
                Checking checking = Checking.of(node, outputs);
                if (!checking.holds()) {
                    return checking.done();
                }
                NodeWork.Done said = asked(leg, asks, Judging.input(judge, checking, outputs), Judging.FORMAT, wanted);
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

    private NodeWork.Done asked(
            Leg leg, Node.Model node, ObjectNode input, ResponseFormat format, BooleanSupplier wanted)
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
        ObjectNode output = NodeWork.text(said.replace("\0", "").strip());
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

    private NodeWork.Done answer(
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
            return new NodeWork.Done(
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
