package org.liaoyuan.server.agent.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.agent.definition.Definition.Problem;
import org.liaoyuan.server.agent.definition.Definition.Wrong;
import tools.jackson.databind.JsonNode;

/** Reads nodes that wait: for people, for a time, for a signal. */
final class WaitReader {

    private static final int MOST_SECONDS = 366 * 24 * 3_600;

    private final List<Problem> problems;

    WaitReader(List<Problem> problems) {
        this.problems = problems;
    }

    Node approval(String id, Fields fields) {
        Limit limit = limit(fields, "decided");
        return new Node.Approval(
                id,
                NodeReader.text(fields, "question"),
                decider(fields),
                form(id, fields),
                limit.within(),
                escalation(id, fields),
                NodeReader.next(fields, "approved"),
                NodeReader.next(fields, "refused"),
                limit.late(),
                tell(fields));
    }

    Node question(String id, Fields fields) {
        Limit limit = limit(fields, "answered");
        return new Node.Question(
                id,
                NodeReader.text(fields, "question"),
                decider(fields),
                form(id, fields),
                limit.within(),
                escalation(id, fields),
                NodeReader.next(fields, "next"),
                limit.late(),
                tell(fields));
    }

    private static List<Node.Tell> tell(Fields fields) {
        List<Node.Tell> ways = new ArrayList<>();
        for (JsonNode way : fields.array("tell")) {
            Stream.of(Node.Tell.values())
                    .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(way.asString("")))
                    .filter(known -> !ways.contains(known))
                    .findFirst()
                    .ifPresentOrElse(
                            ways::add,
                            () -> fields.problem("tell", Wrong.RANGE, "expected mail, bot or both, each once"));
        }
        return ways;
    }

    private static Node.Decider decider(Fields fields) {
        return fields.oneOf("by", Node.Decider.values(), Node.Decider.STARTER);
    }

    private @Nullable Form form(String id, Fields fields) {
        return fields.has("form") ? Form.read(fields.object("form"), id, problems) : null;
    }

    /**
     * How long something is waited for.
     *
     * @param within seconds; 0 for ever
     * @param late where it goes then; empty where there is no limit
     */
    private record Limit(int within, String late) {}

    /** @param done what nobody did in time */
    private static Limit limit(Fields fields, String done) {
        int within = fields.number("within", 1, MOST_SECONDS, 0);
        String late = fields.optional("late", 50);
        if (within > 0 == late.isEmpty()) {
            fields.problem(
                    "late",
                    Wrong.MISSING,
                    "expected both, within and late (where it goes when nobody " + done + "), or neither");
        }
        return new Limit(within, late);
    }

    private Node.Escalation escalation(String id, Fields fields) {
        if (!fields.has("escalate")) {
            return Node.Escalation.NONE;
        }
        Fields one = new Fields(fields.object("escalate"), id, "escalate/", problems);
        int after = one.number("after", 1, MOST_SECONDS, 0);
        if (!one.has("after")) {
            one.problem("after", Wrong.MISSING, "expected seconds, 1 to " + MOST_SECONDS);
        }
        String to = one.optional("to", 100);
        one.end();
        return new Node.Escalation(after, to.isBlank() ? Node.Escalation.ADMIN : to.strip());
    }

    static Node pause(String id, Fields fields) {
        int seconds = fields.number("seconds", 1, MOST_SECONDS, 0);
        String at = fields.optional("at", 2_000);
        if (seconds > 0 == !at.isEmpty()) {
            fields.problem("seconds", Wrong.MISSING, "expected one of seconds and at (a time)");
        }
        return new Node.Wait(id, seconds, at, NodeReader.next(fields, "next"));
    }

    static Node event(String id, Fields fields) {
        String name = fields.text("name", Signal.LONGEST_NAME);
        if (!name.isEmpty() && !Signal.isName(name)) {
            fields.problem("name", Wrong.RANGE, Signal.NAMES);
        }
        String key = fields.optional("key", 2_000);
        Limit limit = limit(fields, "sent it");
        return new Node.Event(id, name, key, limit.within(), NodeReader.next(fields, "next"), limit.late());
    }
}
