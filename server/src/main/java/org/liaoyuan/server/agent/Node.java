package org.liaoyuan.server.agent;

import java.util.List;

/** A step that an agent's definition describes; which one is next stands in it. */
sealed interface Node {

    /** Unique in the definition; what others call its output by. */
    String id();

    /** What the definition calls this kind. */
    default String kind() {
        return switch (this) {
            case Input i -> "input";
            case Model m -> "model";
            case Template t -> "template";
            case Branch b -> "branch";
            case Approval a -> "approval";
            case Answer a -> "answer";
        };
    }

    /** Ids of those that may come next; none after an answer. */
    default List<String> after() {
        return switch (this) {
            case Input i -> List.of(i.next());
            case Model m -> List.of(m.next());
            case Template t -> List.of(t.next());
            case Branch b ->
                java.util.stream.Stream.concat(
                                b.cases().stream().map(Case::next), java.util.stream.Stream.of(b.otherwise()))
                        .toList();
            case Approval a -> List.of(a.approved(), a.refused());
            case Answer a -> List.of();
        };
    }

    /** The texts of this node in which {@code {{…}}} stands for outputs of others, by field. */
    default List<Filled> texts() {
        return switch (this) {
            case Input i -> List.of();
            case Model m -> List.of(new Filled("system", m.system()), new Filled("prompt", m.prompt()));
            case Template t -> List.of(new Filled("text", t.text()));
            case Branch b ->
                java.util.stream.IntStream.range(0, b.cases().size())
                        .mapToObj(i -> new Filled(
                                "cases/" + i + "/value", b.cases().get(i).value()))
                        .toList();
            case Approval a -> List.of(new Filled("question", a.question()));
            case Answer a -> List.of(new Filled("text", a.text()));
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
     */
    record Model(String id, String model, String system, String prompt, int maxTokens, String next) implements Node {}

    /** Puts outputs together into a text. */
    record Template(String id, String text, String next) implements Node {}

    /** Goes where the first case that fits leads. */
    record Branch(String id, List<Case> cases, String otherwise) implements Node {

        public Branch {
            cases = List.copyOf(cases);
        }
    }

    /** @param value filled, then compared with {@code than} */
    record Case(String value, Comparison is, String than, String next) {}

    /** How a case compares; numbers where it says so, and a text that is no number fits none of those. */
    enum Comparison {
        EQUAL,
        CONTAINS,
        EMPTY,
        GREATER,
        LESS
    }

    /** Waits until a person says yes or no. */
    record Approval(String id, String question, Decider by, String approved, String refused) implements Node {}

    /** Who decides. */
    enum Decider {
        /** Whoever started the run. */
        STARTER,
        /** An owner or administrator of the organisation. */
        ADMIN
    }

    /** Where a run ends: its text is what the run says. */
    record Answer(String id, String text) implements Node {}
}
