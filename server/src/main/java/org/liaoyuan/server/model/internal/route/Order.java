package org.liaoyuan.server.model.internal.route;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.liaoyuan.engine.UnsupportedByModelException;
import org.liaoyuan.server.model.Capabilities.Residency;
import org.liaoyuan.server.model.CapabilityProfiles;
import org.liaoyuan.server.model.ChatRequest;
import org.liaoyuan.server.model.Price;
import tools.jackson.databind.JsonNode;

/** Who of an alias's targets may answer a request, and in which order they are asked. */
final class Order {

    private final CapabilityProfiles profiles;

    Order(CapabilityProfiles profiles) {
        this.profiles = profiles;
    }

    /**
     * @param targets as the alias lists them
     * @return at least one
     * @throws UnsupportedByModelException if none may
     */
    List<Target> of(String name, AliasConfig alias, List<Target> targets, ChatRequest request) {
        Needs needs = Needs.of(request);
        List<Target> able = targets.stream()
                .filter(t -> !alias.localOnly() || t.capabilities().residency() == Residency.LOCAL)
                .filter(t -> needs.areMetBy(t.capabilities()))
                .filter(t -> isMeasured(alias, t))
                .toList();
        if (able.isEmpty()) {
            throw new UnsupportedByModelException(
                    "no target of the alias '" + name + "' may answer: " + why(alias, needs));
        }
        List<Target> ordered = new ArrayList<>(
                switch (alias.policy()) {
                    case FALLBACK -> able;
                    case WEIGHTED -> drawn(alias, targets, able, random(request));
                    case LEAST_LATENCY ->
                        able.stream().sorted(byLatency(isStream(request))).toList();
                    case CHEAPEST -> able.stream().sorted(byPrice(needs)).toList();
                });
        // who failed a moment ago comes last, but is asked before nobody is
        ordered.sort(Comparator.comparing(t -> t.health().isResting()));
        return ordered;
    }

    private boolean isMeasured(AliasConfig alias, Target target) {
        if (alias.skill().isEmpty()) {
            return true;
        }
        OptionalDouble bound = profiles.lowerBound(target.name(), alias.skill(), alias.difficulty());
        return bound.isPresent() && bound.getAsDouble() >= alias.atLeast();
    }

    private static String why(AliasConfig alias, Needs needs) {
        List<String> wants = new ArrayList<>();
        if (alias.localOnly()) {
            wants.add("words that stay in the house");
        }
        if (needs.tools()) {
            wants.add("tools");
        }
        if (needs.vision()) {
            wants.add("images");
        }
        if (needs.audio()) {
            wants.add("sound");
        }
        if (!alias.skill().isEmpty()) {
            wants.add("skill " + alias.skill() + " at difficulty " + alias.difficulty() + " measured to be at least "
                    + alias.atLeast());
        }
        return "it must offer " + String.join(", ", wants);
    }

    static boolean isStream(ChatRequest request) {
        JsonNode wire = request.wire();
        return wire == null || wire.path("stream").asBoolean(false);
    }

    /** {@code raw} and {@code chat} of one request must draw alike; what they share is the wire. */
    private static SplittableRandom random(ChatRequest request) {
        return request.wire() == null
                ? new SplittableRandom()
                : new SplittableRandom(System.identityHashCode(request.wire()));
    }

    private static List<Target> drawn(
            AliasConfig alias, List<Target> targets, List<Target> able, SplittableRandom random) {
        List<Target> left = new ArrayList<>(able);
        List<Target> drawn = new ArrayList<>();
        while (!left.isEmpty()) {
            double sum =
                    left.stream().mapToDouble(t -> weight(alias, targets, t)).sum();
            double at = sum <= 0 ? 0 : random.nextDouble(sum);
            int i = 0;
            while (i < left.size() - 1 && at >= weight(alias, targets, left.get(i))) {
                at -= weight(alias, targets, left.get(i));
                i++;
            }
            drawn.add(left.remove(i));
        }
        return drawn;
    }

    private static double weight(AliasConfig alias, List<Target> targets, Target target) {
        return alias.weights().isEmpty() ? 1 : alias.weights().get(targets.indexOf(target));
    }

    private static Comparator<Target> byLatency(boolean stream) {
        return Comparator.comparingDouble(t -> t.health().latency(stream).orElse(0));
    }

    private static Comparator<Target> byPrice(Needs needs) {
        return Comparator.comparingDouble(t -> {
            Price price = t.capabilities().price();
            return price.isKnown() ? price.of(needs.promptTokens(), 0, needs.completionTokens()) : Double.MAX_VALUE;
        });
    }
}
