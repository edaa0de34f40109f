package org.liaoyuan.server.agent.definition;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.tool.Tool;
import org.liaoyuan.server.tool.ToolValues;

/**
 * A step that an agent's definition describes; which one is next stands in it.
 *
 * <p>Long, since all kinds are here: they are sealed together, and each switch over them is checked to know every one.
 */
public sealed interface Node {

    /** Unique in the definition, bodies included; what others call its output by. */
    String id();

    /** What the definition calls this kind. */
    default String kind() {
        return switch (this) {
            case Input i -> "input";
            case Model m -> "model";
            case Template t -> "template";
            case Branch b -> "branch";
            case Approval a -> "approval";
            case Question q -> "question";
            case Wait w -> "wait";
            case Event e -> "event";
            case Parallel p -> "parallel";
            case Join j -> "join";
            case Loop l -> "loop";
            case Iterate i -> "iterate";
            case Result r -> "result";
            case Answer a -> "answer";
            case SubAgent a -> "agent";
            case Variable v -> "variable";
            case Check c -> "check";
            case Act a -> a.tool().kind();
        };
    }

    /** Whether what it gives follows from what it was given: done twice it gives the same, and nobody notices. */
    default boolean computes() {
        return switch (this) {
            case Model m -> false;
            case Act a -> false;
            case SubAgent a -> false;
            case Asking a -> false;
            case Wait w -> false;
            case Event e -> false;
            case Check c -> c.judge() == null;
            case Input i -> true;
            case Template t -> true;
            case Variable v -> true;
            case Branch b -> true;
            case Parallel p -> true;
            case Join j -> true;
            case Repeating r -> true;
            case Result r -> true;
            case Answer a -> true;
        };
    }

    /** Id of the node that comes next when this one failed; empty where the run fails with it. */
    default String failed() {
        return "";
    }

    /** Ids of all that may come next, that after a failure at the end. */
    default List<String> ways() {
        return failed().isEmpty()
                ? after()
                : Stream.concat(after().stream(), Stream.of(failed())).toList();
    }

    /**
     * Ids of those that may come next when it did not fail; none after an answer or a result, and after a parallel node those that its
     * branches begin with.
     */
    default List<String> after() {
        return switch (this) {
            case Input i -> List.of(i.next());
            case Model m -> List.of(m.next());
            case Template t -> List.of(t.next());
            case Variable v -> List.of(v.next());
            case Branch b ->
                Stream.concat(b.cases().stream().map(Case::next), Stream.of(b.otherwise()))
                        .toList();
            case Check c -> List.of(c.passed(), c.refused());
            case Approval a ->
                Stream.of(a.approved(), a.refused(), a.late())
                        .filter(id -> !id.isEmpty())
                        .toList();
            case Question q ->
                Stream.of(q.next(), q.late()).filter(id -> !id.isEmpty()).toList();
            case Wait w -> List.of(w.next());
            case Event e ->
                Stream.of(e.next(), e.late()).filter(id -> !id.isEmpty()).toList();
            case Parallel p -> p.branches().stream().map(Way::next).toList();
            case Join j -> List.of(j.next());
            case Repeating r -> List.of(r.next());
            case Result r -> List.of();
            case Answer a -> List.of();
            case Act a -> List.of(a.next());
            case SubAgent a -> List.of(a.next());
        };
    }

    /** The texts of this node in which {@code {{…}}} stands for outputs of others, by field. */
    default List<Filled> texts() {
        return switch (this) {
            case Input i -> List.of();
            case Model m -> List.of(new Filled("system", m.system()), new Filled("prompt", m.prompt()));
            case Template t -> List.of(new Filled("text", t.text()));
            case Variable v ->
                v.set().entrySet().stream()
                        .map(one -> new Filled("set/" + one.getKey(), one.getValue()))
                        .toList();
            case Branch b ->
                IntStream.range(0, b.cases().size())
                        .mapToObj(i -> new Filled(
                                "cases/" + i + "/value", b.cases().get(i).value()))
                        .toList();
            case Check c -> c.filled();
            case Asking a ->
                Stream.concat(
                                Stream.of(new Filled("question", a.question())),
                                a.form() == null ? Stream.of() : a.form().texts().stream())
                        .toList();
            case Wait w -> List.of(new Filled("at", w.at()));
            case Event e -> List.of(new Filled("key", e.key()));
            case Parallel p -> List.of();
            case Join j -> List.of();
            case Loop l -> List.of(new Filled("until/value", l.until().value()));
            case Iterate i -> List.of(new Filled("list", i.list()));
            case Result r -> List.of(new Filled("text", r.text()));
            case Answer a ->
                Stream.concat(
                                Stream.of(new Filled("text", a.text())),
                                a.data().entrySet().stream()
                                        .map(field -> new Filled("data/" + field.getKey(), field.getValue())))
                        .toList();
            case Act a -> a.filled();
            case SubAgent a ->
                a.input().entrySet().stream()
                        .map(field -> new Filled("input/" + field.getKey(), field.getValue()))
                        .toList();
        };
    }

    /** A text with references, and the field that it stands in. */
    record Filled(String field, String text) {}

    /** Where a run begins: its output is what the run was started with. */
    record Input(String id, String next) implements Node {}

    /**
     * Asks a model once.
     *
     * @param model a model's or alias's name, or {@code default}
     * @param system empty for none
     * @param maxTokens the most to generate, 1 to {@link Definition#MOST_TOKENS}
     * @param temperature 0 (always the most likely) to 2; below 0 for what is usual in chats
     * @param output what its answer has to be; without fields for a text
     * @param inHouse whether it asks only where nothing leaves the house, as the definition's policies say
     */
    record Model(
            String id,
            String model,
            String system,
            String prompt,
            int maxTokens,
            double temperature,
            InputSchema output,
            boolean inHouse,
            String next,
            String failed)
            implements Node {}

    /**
     * Puts outputs together into a text.
     *
     * @param keep the most characters of it; 0 for all
     */
    record Template(String id, String text, int keep, String next) implements Node {}

    /** Sets variables of the definition, all at once: a text that refers to one has what it was before. */
    record Variable(String id, Map<String, String> set, String next) implements Node {

        public Variable {
            set = Collections.unmodifiableMap(new LinkedHashMap<>(set));
        }
    }

    /** Goes where the first case that fits leads. */
    record Branch(String id, List<Case> cases, String otherwise) implements Node {

        public Branch {
            cases = List.copyOf(cases);
        }
    }

    /** @param value filled, then compared with {@code than} */
    public record Case(String value, Comparison is, String than, String next) {}

    /** How a case compares; numbers where it says so, and a text that is no number fits none of those. */
    enum Comparison {
        EQUAL,
        CONTAINS,
        EMPTY,
        GREATER,
        LESS,
        /** More characters (Unicode code points) than a number says. */
        LONGER,
        /** Fewer of them. */
        SHORTER,
        /** A number, and nothing else. */
        NUMBER,
        /** One JSON value, and nothing else. */
        JSON;

        /** Whether it compares with something. */
        public boolean compares() {
            return this != EMPTY && this != NUMBER && this != JSON;
        }

        /** Whether that is a number. */
        boolean takesNumber() {
            return this == GREATER || this == LESS || this == LONGER || this == SHORTER;
        }
    }

    /**
     * Verifies a text: by rules, which are computed, and where all of them hold by a model that is asked about it.
     *
     * @param judge null where rules alone say it
     */
    record Check(
            String id,
            String text,
            List<Rule> rules,
            @Nullable Judge judge,
            String passed,
            String refused,
            String failed)
            implements Node {

        public Check {
            rules = List.copyOf(rules);
        }

        private List<Filled> filled() {
            Stream<Filled> values = IntStream.range(0, rules.size())
                    .filter(i -> !rules.get(i).value().isEmpty())
                    .mapToObj(i ->
                            new Filled("rules/" + i + "/value", rules.get(i).value()));
            Stream<Filled> asked = judge == null
                    ? Stream.of()
                    : Stream.of(new Filled("judge/question", judge.question()), new Filled("judge/by", judge.by()));
            return Stream.concat(Stream.of(new Filled("text", text)), Stream.concat(values, asked))
                    .toList();
        }
    }

    /**
     * What has to hold.
     *
     * @param value filled, then compared; empty for the node's text
     * @param than as it stands
     * @param not whether the contrary has to hold
     * @param why in words, for people; empty for none
     */
    record Rule(String value, Comparison is, String than, boolean not, String why) {}

    /**
     * A model that is asked yes or no.
     *
     * @param question filled, each value as one line
     * @param by filled: what the text is held against, quoted as the text is; empty for nothing
     * @param model as of {@link Model}
     * @param system as it stands; empty for none
     * @param inHouse as of {@link Model}
     */
    record Judge(String question, String by, String model, String system, boolean inHouse) {}

    /** Waits for a person. */
    sealed interface Asking extends Node {

        String question();

        Decider by();

        /** What they fill in; null for nothing. */
        @Nullable
        Form form();

        /** Seconds in which somebody has to say something; 0 for no limit. */
        int within();

        /** Who else is asked. */
        Escalation escalation();

        /** Where it goes when nobody did; empty where there is no limit. */
        String late();

        /** By what those who are asked are told of it, beside the page. */
        List<Tell> tell();
    }

    /** By what people are told that they are asked. */
    enum Tell {
        /** Each by a mail with a link, by which it is answered. */
        MAIL,
        /** A group, by its bot. */
        BOT
    }

    /** Waits until a person says yes or no. */
    record Approval(
            String id,
            String question,
            Decider by,
            @Nullable Form form,
            int within,
            Escalation escalation,
            String approved,
            String refused,
            String late,
            List<Tell> tell)
            implements Asking {

        public Approval {
            tell = List.copyOf(tell);
        }
    }

    /** Waits until a person answers: in words, or by the form where there is one. */
    record Question(
            String id,
            String question,
            Decider by,
            @Nullable Form form,
            int within,
            Escalation escalation,
            String next,
            String late,
            List<Tell> tell)
            implements Asking {

        public Question {
            tell = List.copyOf(tell);
        }
    }

    /**
     * Who else is asked when nobody decided for a while.
     *
     * @param after seconds; 0 for never
     * @param to a member's name, or {@code admin} for owners and administrators
     */
    record Escalation(int after, String to) {

        public static final Escalation NONE = new Escalation(0, "");
        public static final String ADMIN = "admin";
    }

    /** Who decides. */
    enum Decider {
        /** Whoever started the run. */
        STARTER,
        /** An owner or administrator of the organisation. */
        ADMIN
    }

    /**
     * Goes on after some seconds, or at a time.
     *
     * @param seconds 0 where a time is given
     * @param at filled, then read as ISO 8601 with an offset; empty where seconds are given
     */
    record Wait(String id, int seconds, String at, String next) implements Node {}

    /**
     * Waits for a signal from outside.
     *
     * @param name of the signal
     * @param key filled, then what the signal's key has to be; empty for signals without one
     * @param within seconds in which it has to come; 0 for no limit
     * @param late where it goes when it did not; empty where there is no limit
     */
    record Event(String id, String name, String key, int within, String next, String late) implements Node {}

    /**
     * Walks branches at once, which all lead to a join.
     *
     * @param join id of the node where they come together
     */
    record Parallel(String id, List<Way> branches, String join) implements Node {

        public Parallel {
            branches = List.copyOf(branches);
        }
    }

    /** A branch that is walked beside others: its name, and the node that it begins with. */
    record Way(String name, String next) {}

    /** Where the branches of a parallel node come together: its output has what the last node of each gave, by the branch's name. */
    record Join(String id, String next) implements Node {}

    /** Walks its body again and again. */
    sealed interface Repeating extends Node {

        /** The most rounds, 1 to {@link Definition#MOST_ROUNDS}. */
        int most();

        /** Ids of the nodes inside; a round begins with the first and ends with a result. */
        List<String> body();

        String next();
    }

    /** Until a condition holds, which is looked at after each round, or {@code most} rounds are over. */
    record Loop(String id, int most, Until until, List<String> body, String next) implements Repeating {

        public Loop {
            body = List.copyOf(body);
        }
    }

    /** @param value filled with what nodes before the loop gave, and with what the loop itself says of the last round */
    record Until(String value, Comparison is, String than) {}

    /** Once for each item of a list. */
    record Iterate(String id, String list, int most, List<String> body, String next) implements Repeating {

        public Iterate {
            body = List.copyOf(body);
        }
    }

    /** Where a round ends: its text is what the round gave. */
    record Result(String id, String text) implements Node {}

    /**
     * Where a run ends: its text is what the run says.
     *
     * @param data texts by the fields of the definition's output; empty where that has none
     * @param output of the definition
     */
    record Answer(String id, String text, Map<String, String> data, InputSchema output) implements Node {

        public Answer {
            data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
        }
    }

    /**
     * Runs another agent, as a run of its own, and waits for its end.
     *
     * @param agent its name, or its id
     * @param label which of its releases is meant when this one is released: dev, test or prod; empty for what is run by default then
     * @param input texts by the fields of its input
     * @param unattended as of {@link Act}
     */
    record SubAgent(
            String id,
            String agent,
            String label,
            Map<String, String> input,
            boolean unattended,
            String next,
            String failed)
            implements Node {

        public SubAgent {
            input = Collections.unmodifiableMap(new LinkedHashMap<>(input));
        }
    }

    /**
     * Acts by a tool.
     *
     * @param seconds that a use may take
     * @param tries the most uses; 0 for what is usual for the tool's effect
     * @param unattended whether it may do more than to read, on what others wrote, without a person who is asked in between
     */
    record Act(
            String id,
            Tool tool,
            ToolValues values,
            int seconds,
            int tries,
            boolean unattended,
            String next,
            String failed)
            implements Node {

        private List<Filled> filled() {
            return tool.fields().stream()
                    .flatMap(field -> switch (field.type()) {
                        case FILLED -> Stream.of(new Filled(field.name(), values.text(field.name())));
                        case PAIRS ->
                            values.pairs(field.name()).entrySet().stream()
                                    .map(pair -> new Filled(field.name() + "/" + pair.getKey(), pair.getValue()));
                        case JSON -> FilledJson.texts(field.name(), values.text(field.name()));
                        default -> Stream.<Filled>of();
                    })
                    .toList();
        }
    }
}
