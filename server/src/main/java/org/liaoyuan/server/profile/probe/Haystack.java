package org.liaoyuan.server.profile.probe;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A long report with a few facts at even depths, asked for one by one: how much a model still sees when the text is long. The
 * questions of one report stand after it, so that an engine that keeps prefixes reads it once.
 *
 * <p>Sizes are absolute, not shares of a model's context: a profile must mean the same for every model. A context too small for
 * the text is a failure, as it would be in use.
 */
final class Haystack {

    /** Rough: what the vocabularies of today make of such sentences. */
    private static final double CHARACTERS_PER_TOKEN_EN = 3.2;

    private static final double CHARACTERS_PER_TOKEN_ZH = 1.15;
    private static final List<String> PLACES_ZH = List.of("东区", "西区", "南区", "北区", "中心", "河边", "山脚", "码头");
    private static final List<String> PLACES_EN = List.of(
            "east wing", "west wing", "south yard", "north yard", "main hall", "river side", "hill side", "old dock");
    private static final List<String> THINGS_ZH = List.of("红色", "蓝色", "绿色", "黄色", "白色", "黑色", "紫色", "橙色");
    private static final List<String> THINGS_EN =
            List.of("red", "blue", "green", "yellow", "white", "black", "purple", "orange");

    private Haystack() {}

    /**
     * @param how {@code tokens} of the text, {@code needles} in each language, whether there are {@code decoys}: facts that look
     *     alike, about the same cabinets
     */
    static List<JsonNode> probes(JsonNode how, Random random) {
        List<JsonNode> probes = new ArrayList<>();
        probes.addAll(report(how, true, random));
        probes.addAll(report(how, false, random));
        return probes;
    }

    private static List<JsonNode> report(JsonNode how, boolean chinese, Random random) {
        List<String> lines = filler(how.path("tokens").asInt(), chinese, random);
        int needles = how.path("needles").asInt();
        List<Integer> things = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5, 6, 7));
        Collections.shuffle(things, random);
        int size = lines.size();
        List<Integer> codes = new ArrayList<>();
        // from the end, so that what is put in does not move the places still to come
        for (int i = needles - 1; i >= 0; i--) {
            int code = 1000 + random.nextInt(9000);
            codes.addFirst(code);
            int at = (int) ((i + 0.5) / needles * size);
            lines.add(at, fact(chinese, things.get(i), code));
            if (how.path("decoys").asBoolean(false)) {
                lines.add(Math.max(0, at - 2), decoy(chinese, things.get(i), 1000 + random.nextInt(9000)));
            }
        }
        String text = String.join(chinese ? "" : " ", lines);
        List<JsonNode> probes = new ArrayList<>();
        for (int i = 0; i < needles; i++) {
            ObjectNode probe = Generators.probe(chinese, codes.get(i));
            probes.add(probe.put("text", text).put("thing", (chinese ? THINGS_ZH : THINGS_EN).get(things.get(i))));
        }
        return probes;
    }

    private static String fact(boolean chinese, int thing, int code) {
        return chinese
                ? THINGS_ZH.get(thing) + "柜子的开锁密码是 " + code + "。"
                : "The unlock code of the " + THINGS_EN.get(thing) + " cabinet is " + code + ".";
    }

    private static String decoy(boolean chinese, int thing, int code) {
        return chinese
                ? THINGS_ZH.get(thing) + "柜子的资产编号是 " + code + "。"
                : "The inventory number of the " + THINGS_EN.get(thing) + " cabinet is " + code + ".";
    }

    private static List<String> filler(int tokens, boolean chinese, Random random) {
        double characters = tokens * (chinese ? CHARACTERS_PER_TOKEN_ZH : CHARACTERS_PER_TOKEN_EN);
        List<String> lines = new ArrayList<>();
        for (int length = 0, day = 1; length < characters; day++) {
            String place = (chinese ? PLACES_ZH : PLACES_EN).get(random.nextInt(PLACES_EN.size()));
            int amount = 10 + random.nextInt(80);
            String line = chinese
                    ? "第" + day + "天，" + place + "的温室浇了" + amount + "升水，记录员认为一切正常。"
                    : "On day " + day + " the greenhouse at the " + place + " used " + amount
                            + " litres of water, and the clerk saw nothing unusual.";
            lines.add(line);
            length += line.length();
        }
        return lines;
    }
}
