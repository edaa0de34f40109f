package org.liaoyuan.server.agent;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.agent.definition.FilledJson;
import org.liaoyuan.server.agent.definition.Node;
import org.liaoyuan.server.agent.definition.NodeFailure;
import org.liaoyuan.server.agent.definition.References;
import org.liaoyuan.server.agent.definition.Storable;
import org.liaoyuan.server.agent.definition.Tools;
import org.liaoyuan.server.tool.SecretStore;
import org.liaoyuan.server.tool.Tool;
import org.liaoyuan.server.tool.ToolCall;
import org.liaoyuan.server.tool.ToolFailure;
import org.liaoyuan.server.tool.ToolField;
import org.liaoyuan.server.tool.ToolResult;
import org.liaoyuan.server.tool.ToolSecrets;
import org.liaoyuan.server.tool.ToolValues;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Acts by tools, for whichever run. Each use is a thread of its own, which is interrupted when its time is over or nobody wants it any more. */
@Component
class ToolWork {

    /** Nothing came of a node yet: a person is asked what became of its call. */
    static final NodeWork.Done ASKS = NodeWork.Done.of(JsonNodeFactory.instance.objectNode());

    /** A tool is to keep its time by itself, and to say what it knows. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(ToolWork.class);

    private final Calls calls;
    private final RunKeys keys;
    private final SecretStore secrets;
    private final Map<Thread, UUID> threads = new ConcurrentHashMap<>();

    ToolWork(Calls calls, RunKeys keys, SecretStore secrets) {
        this.calls = calls;
        this.keys = keys;
        this.secrets = secrets;
    }

    /** Tools that are used for this run here are interrupted. */
    void stop(UUID run) {
        threads.forEach((thread, whose) -> {
            if (whose.equals(run)) {
                thread.interrupt();
            }
        });
    }

    Collection<UUID> atWork() {
        return Set.copyOf(threads.values());
    }

    /** @param outputs of the nodes before, by id */
    Use use(Leg leg, String position, Node.Act node, Map<String, JsonNode> outputs, BooleanSupplier wanted) {
        return new Use(leg, position, node, outputs, wanted);
    }

    /** Why a run fails. */
    static NodeFailure failure(ToolFailure e) {
        NodeFailure.Reason reason = switch (e.reason()) {
            case VALUE -> NodeFailure.Reason.VALUE;
            case NOT_OPEN -> NodeFailure.Reason.NOT_OPEN;
            case REFUSED -> NodeFailure.Reason.REFUSED;
            case NO_ANSWER -> NodeFailure.Reason.NO_ANSWER;
            case UNKNOWN -> NodeFailure.Reason.OUTCOME;
            case TOO_LONG -> NodeFailure.Reason.TOO_LONG;
        };
        return new NodeFailure(reason, String.valueOf(e.getMessage()));
    }

    /** A step that acts, at one attempt or several. Not for two threads. */
    final class Use implements Steps.Doing {

        private final Leg leg;
        private final String position;
        private final Node.Act node;
        private final Map<String, JsonNode> outputs;
        private final BooleanSupplier wanted;
        private int tries;
        private JsonNode given = JsonNodeFactory.instance.objectNode();

        private Use(Leg leg, String position, Node.Act node, Map<String, JsonNode> outputs, BooleanSupplier wanted) {
            this.leg = leg;
            this.position = position;
            this.node = node;
            this.outputs = outputs;
            this.wanted = wanted;
        }

        /**
         * Uses the tool once.
         *
         * @return {@link #ASKS} where a person has to say what became of an earlier use, or the run has gone on without this leg
         * @throws ToolFailure if nothing was done, and another attempt may help
         * @throws NodeFailure if it can't be done
         */
        @Override
        public NodeWork.Done done() throws InterruptedException {
            Secrets known = new Secrets();
            ToolValues values = filled(known::mark);
            JsonNode sent = Storable.of(sent(filled(Use::name)));
            given = sent;
            Tool.Effect effect = node.tool().effect(values);
            if (effect != Tool.Effect.READS && calls.begin(leg, position, node, effect, sent) != Calls.Turn.MAKE) {
                return ASKS;
            }
            tries++;
            try {
                ToolCall call = new ToolCall(
                        values,
                        leg.run(),
                        Calls.key(leg.run(), position).toString(),
                        Duration.ofSeconds(node.seconds()),
                        known);
                return new NodeWork.Done(sent, Storable.of(timed(call).output()));
            } catch (ToolFailure e) {
                return after(e, effect);
            }
        }

        @Override
        public JsonNode given() {
            return tries == 0 && given.isEmpty() ? wouldSend() : given;
        }

        /** Nothing where that can't be said, since a value can't be filled. */
        private JsonNode wouldSend() {
            try {
                return Storable.of(sent(filled(Use::name)));
            } catch (NodeFailure | ToolFailure e) {
                return JsonNodeFactory.instance.objectNode();
            }
        }

        private NodeWork.Done after(ToolFailure e, Tool.Effect effect) {
            if (e.reason() == ToolFailure.Reason.UNKNOWN && effect == Tool.Effect.ONCE) {
                calls.ask(leg, position, String.valueOf(e.getMessage()));
                return ASKS;
            }
            if (effect == Tool.Effect.ONCE) {
                calls.free(leg, position);
            }
            boolean passes = e.reason() == ToolFailure.Reason.NO_ANSWER || e.reason() == ToolFailure.Reason.UNKNOWN;
            if (passes && tries < most(effect)) {
                throw new ToolFailure(ToolFailure.Reason.NO_ANSWER, String.valueOf(e.getMessage()));
            }
            // where nothing was to be done there is no outcome to be known
            boolean isSilence = passes && effect == Tool.Effect.READS;
            throw failure(
                    isSilence ? new ToolFailure(ToolFailure.Reason.NO_ANSWER, String.valueOf(e.getMessage())) : e);
        }

        private int most(Tool.Effect effect) {
            if (node.tries() > 0) {
                return node.tries();
            }
            return effect == Tool.Effect.ONCE ? 1 : Tools.USUAL_TRIES;
        }

        private ToolValues filled(Function<String, String> secret) {
            Map<String, String> texts = new HashMap<>(node.values().texts());
            Map<String, Map<String, String>> pairs = new HashMap<>();
            node.tool().fields().forEach(field -> {
                String name = field.name();
                switch (field.type()) {
                    case FILLED -> texts.put(name, fill(name, node.values().text(name), secret));
                    case JSON ->
                        texts.put(
                                name,
                                FilledJson.fill(node.values().text(name), outputs, text -> fill(name, text, secret)));
                    case PAIRS -> {
                        Map<String, String> own = new LinkedHashMap<>();
                        node.values().pairs(name).forEach((key, text) -> own.put(key, fill(name, text, secret)));
                        pairs.put(name, own);
                    }
                    default -> {}
                }
            });
            return new ToolValues(texts, pairs);
        }

        private String fill(String field, String text, Function<String, String> secret) {
            return References.fill(
                    text,
                    (before, reference) -> reference.isSecret()
                            ? secret.apply(String.join(".", reference.path()))
                            : node.tool()
                                    .put(
                                            node.values(),
                                            field,
                                            before.toString(),
                                            References.value(reference, outputs)));
        }

        private static String name(String secret) {
            return "{{" + References.SECRET + "." + secret + "}}";
        }

        private JsonNode sent(ToolValues values) {
            ObjectNode sent = JsonNodeFactory.instance.objectNode();
            node.tool().fields().forEach(field -> {
                String name = field.name();
                if (field.type() == ToolField.Type.PAIRS) {
                    if (!values.pairs(name).isEmpty()) {
                        values.pairs(name).forEach(sent.putObject(name)::put);
                    }
                } else if (field.type() == ToolField.Type.JSON) {
                    FilledJson.read(values.text(name)).ifPresent(value -> sent.set(name, value));
                } else if (!values.text(name).isEmpty()) {
                    sent.put(name, values.text(name));
                }
            });
            return sent;
        }

        private ToolResult timed(ToolCall call) throws InterruptedException {
            Identity who = identity();
            FutureTask<ToolResult> task = new FutureTask<>(() -> Identity.with(who)
                    .call(() -> leg.owner().call(() -> node.tool().use(call))));
            Thread thread = Thread.ofVirtual().name("tool-" + node.kind()).unstarted(task);
            threads.put(thread, leg.run());
            try {
                thread.start();
                if (!wanted.getAsBoolean()) {
                    thread.interrupt();
                }
                return task.get(call.limit().plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                throw unknown("nothing came of it within " + node.seconds() + " seconds");
            } catch (ExecutionException e) {
                throw cause(e);
            } finally {
                threads.remove(thread);
                thread.interrupt();
            }
        }

        private Identity identity() {
            try {
                return keys.who(leg);
            } catch (RefusedException e) {
                throw new ToolFailure(ToolFailure.Reason.NOT_OPEN, String.valueOf(e.getMessage()));
            }
        }

        private RuntimeException cause(ExecutionException e) {
            return switch (e.getCause()) {
                case ToolFailure failure -> failure;
                case NodeFailure failure -> failure;
                case RefusedException refused ->
                    new ToolFailure(ToolFailure.Reason.NOT_OPEN, String.valueOf(refused.getMessage()));
                case InterruptedException interrupted -> unknown("it was broken off");
                case null, default -> {
                    LOG.warn("the tool {} failed at node {}", node.kind(), node.id(), e.getCause());
                    yield unknown("it failed in the server; see its log");
                }
            };
        }

        private static ToolFailure unknown(String what) {
            return new ToolFailure(ToolFailure.Reason.UNKNOWN, what);
        }

        /** What looks like a secret in data that was filled in has not this use's mark. */
        private final class Secrets implements ToolSecrets {

            private final String mark = UUID.randomUUID().toString();

            private String mark(String secret) {
                return "{{" + References.SECRET + "." + secret + "." + mark + "}}";
            }

            @Override
            public String fill(String text, String host) {
                return References.fill(
                        text,
                        (before, reference) -> reference.isSecret()
                                        && reference.path().size() == 2
                                        && reference.path().getLast().equals(mark)
                                ? leg.owner()
                                        .ask(() ->
                                                secrets.reveal(reference.path().getFirst(), host))
                                : "{{" + reference.written() + "}}");
            }
        }
    }
}
