package org.liaoyuan.server.profile.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Probes made by rule from a seed, in the same form as those that stand in the data: the same in every run. */
final class Generators {

    private Generators() {}

    static List<JsonNode> probes(JsonNode how) {
        // java.util.Random's sequence is fixed by its specification, so that a seed means the same everywhere
        Random random = new Random(how.path("seed").asLong());
        String kind = how.path("kind").asString();
        return switch (kind) {
            case "arithmetic" -> arithmetic(how, random);
            case "haystack" -> Haystack.probes(how, random);
            default ->
                throw new IllegalStateException(
                        "there is no generator '" + kind + "'; expected arithmetic or haystack");
        };
    }

    private static List<JsonNode> arithmetic(JsonNode how, Random random) {
        List<JsonNode> probes = new ArrayList<>();
        for (int i = 0; i < how.path("count").asInt(); i++) {
            boolean chinese = i % 2 == 0;
            Arithmetic.Problem problem =
                    Arithmetic.problem(how.path("difficulty").asInt(), i / 2, chinese, random);
            probes.add(probe(chinese, problem.result()).put("question", problem.text()));
        }
        return probes;
    }

    static ObjectNode probe(boolean chinese, long expected) {
        ObjectNode probe = JsonNodeFactory.instance.objectNode().put("lang", chinese ? "zh" : "en");
        probe.putObject("rule").put("expect", expected);
        return probe;
    }
}
