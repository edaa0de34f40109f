package org.liaoyuan.server.agent.definition;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.liaoyuan.server.agent.definition.Definition.Problem;
import org.liaoyuan.server.agent.definition.Definition.Wrong;
import tools.jackson.databind.JsonNode;

/** A door at which a run of an agent may be asked for. */
public enum Channel {
    /** Somebody by the page, or a request without an API key. */
    PAGE,
    /** A request with an API key. */
    API,
    /** {@code agent/NAME}, for whoever asks a model. */
    MODEL,
    /** {@code /mcp}, for whoever uses tools. */
    MCP,
    SCHEDULE,
    WEBHOOK,
    /** Another agent's node. */
    AGENT;

    static final Set<Channel> ALL = Set.copyOf(EnumSet.allOf(Channel.class));

    /** As a definition has it. */
    public String written() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static String written(Set<Channel> channels) {
        return channels.stream().sorted().map(Channel::written).collect(Collectors.joining(", "));
    }

    /** Reads the definition's field {@code channels}: all where there is none. */
    static Set<Channel> read(Fields definition, List<Problem> problems) {
        JsonNode list = definition.array("channels");
        if (!definition.has("channels")) {
            return ALL;
        }
        Set<Channel> channels = EnumSet.noneOf(Channel.class);
        for (int i = 0; i < list.size(); i++) {
            String word = list.get(i).asString("");
            String place = "channels/" + i;
            EnumSet.allOf(Channel.class).stream()
                    .filter(one -> one.written().equals(word))
                    .findFirst()
                    .ifPresentOrElse(
                            channels::add,
                            () -> problems.add(new Problem(
                                    "", place, Wrong.RANGE, "it is '" + word + "'; expected one of " + written(ALL))));
        }
        if (list.isEmpty()) {
            problems.add(new Problem(
                    "", "channels", Wrong.MISSING, "nobody could start it; expected some of " + written(ALL)));
        }
        return Set.copyOf(channels);
    }

    /** Those of a definition that was released, or all. */
    public static Set<Channel> of(JsonNode definition) {
        return definition.has("channels")
                ? definition
                        .path("channels")
                        .valueStream()
                        .map(word -> valueOf(word.asString().toUpperCase(Locale.ROOT)))
                        .collect(Collectors.toUnmodifiableSet())
                : ALL;
    }
}
