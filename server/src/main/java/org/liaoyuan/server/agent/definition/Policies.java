package org.liaoyuan.server.agent.definition;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.liaoyuan.server.agent.definition.Definition.Problem;
import org.liaoyuan.server.agent.definition.Definition.Wrong;
import tools.jackson.databind.JsonNode;

/**
 * What an agent keeps to, whatever its nodes say.
 *
 * @param models the only ones that it asks, by the names that nodes have for them; empty for any
 * @param inHouse whether it asks only models whose operator is that of this server: nothing that a run says to a model leaves the house
 * @param approval when a person is asked before an act that can't be taken back
 * @param days after its end that a run is kept; 0 for as long as the server's settings say
 */
record Policies(Set<String> models, boolean inHouse, Asked approval, int days) {

    static final Policies NONE = new Policies(Set.of(), false, Asked.FOREIGN, 0);

    private static final int MOST_MODELS = 50;
    private static final int MOST_DAYS = 3_660;

    /** When a person is asked. */
    enum Asked {
        /** Where it comes after what others wrote, unless the node says that it is unattended. */
        FOREIGN,
        /** Always, unattended or not. */
        ALWAYS
    }

    /** Reads the definition's field {@code policies}. */
    static Policies read(JsonNode json, List<Problem> problems) {
        Fields fields = new Fields(json, "", "policies/", problems);
        Set<String> models = new LinkedHashSet<>();
        JsonNode list = fields.array("models");
        if (list.size() > MOST_MODELS || fields.has("models") && list.isEmpty()) {
            fields.problem("models", Wrong.RANGE, "there are " + list.size() + "; expected 1 to " + MOST_MODELS);
        }
        for (int i = 0; i < Math.min(list.size(), MOST_MODELS); i++) {
            String name = list.get(i).asString("");
            if (name.isBlank()) {
                fields.problem("models/" + i, Wrong.TYPE, "expected a model's name");
            }
            models.add(name);
        }
        Policies policies = new Policies(
                Set.copyOf(models),
                fields.flag("inHouse"),
                fields.oneOf("approval", Asked.values(), Asked.FOREIGN),
                fields.number("days", 1, MOST_DAYS, 0));
        fields.end();
        return policies;
    }

    private void model(String node, String field, String name, List<Problem> problems) {
        if (!models.isEmpty() && !models.contains(name)) {
            problems.add(new Problem(
                    node,
                    field,
                    Wrong.RANGE,
                    "it is '" + name + "'; the policies allow "
                            + String.join(", ", models.stream().sorted().toList())));
        }
    }

    /** Adds what nodes do that they must not. */
    void check(Iterable<Node> nodes, List<Problem> problems) {
        for (Node node : nodes) {
            switch (node) {
                case Node.Model asks -> model(asks.id(), "model", asks.model(), problems);
                case Node.Check check
                when check.judge() != null ->
                    model(check.id(), "judge/model", check.judge().model(), problems);
                default -> {}
            }
            if (node instanceof Node.Act act && act.unattended() && approval == Asked.ALWAYS) {
                problems.add(new Problem(
                        node.id(),
                        Tools.UNATTENDED,
                        Wrong.UNATTENDED,
                        "the policies ask a person always: approval is "
                                + approval.name().toLowerCase(Locale.ROOT)));
            }
        }
    }
}
