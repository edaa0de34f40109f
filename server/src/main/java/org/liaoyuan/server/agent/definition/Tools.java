package org.liaoyuan.server.agent.definition;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.liaoyuan.server.tool.Tool;
import org.liaoyuan.server.tool.ToolField;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** What nodes can act with: each tool is a kind of node. */
@Component
public class Tools {

    /** Fields that all such nodes have beside {@code id}, {@code kind} and {@code next}; a tool may narrow the first. */
    public static final String SECONDS = "seconds";

    public static final String TRIES = "tries";
    public static final String UNATTENDED = "unattended";
    public static final String FAILED = "failed";

    public static final int MOST_SECONDS = 600;
    public static final int USUAL_SECONDS = 30;

    /** As many as an engine's step has attempts. */
    public static final int MOST_TRIES = 4;

    public static final int USUAL_TRIES = 3;

    private static final Set<String> OTHER_KINDS = Set.of(
            "input",
            "model",
            "template",
            "branch",
            "approval",
            "question",
            "wait",
            "event",
            "parallel",
            "join",
            "loop",
            "iterate",
            "result",
            "answer",
            "agent",
            "variable",
            "check",
            "round");

    private static final Set<String> COMMON = Set.of("id", "kind", "next", FAILED, TRIES, UNATTENDED);

    private final Map<String, Tool> tools;

    @Autowired
    Tools(ObjectProvider<Tool> all) {
        this(all.orderedStream().toList());
    }

    /** @throws IllegalArgumentException if one is called as another, or a field as one that all nodes have */
    public Tools(List<Tool> all) {
        for (Tool tool : all) {
            if (OTHER_KINDS.contains(tool.kind())) {
                throw new IllegalArgumentException("a tool is called " + tool.kind() + " as other nodes are");
            }
            for (ToolField field : tool.fields()) {
                boolean isTime = field.type() == ToolField.Type.NUMBER
                        && field.least() > 0
                        && field.most() <= MOST_SECONDS
                        && !field.usual().isEmpty();
                if (COMMON.contains(field.name()) || field.name().equals(SECONDS) && !isTime) {
                    throw new IllegalArgumentException("a field of the tool " + tool.kind() + " is called "
                            + field.name() + " as one of all nodes");
                }
            }
        }
        this.tools = all.stream().collect(Collectors.toMap(Tool::kind, Function.identity()));
    }

    /** By their kinds. */
    public List<Tool> all() {
        return tools.values().stream().sorted(Comparator.comparing(Tool::kind)).toList();
    }

    Optional<Tool> find(String kind) {
        return Optional.ofNullable(tools.get(kind));
    }
}
