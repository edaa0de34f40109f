package org.liaoyuan.server.agent;

import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.agent.definition.Form;
import org.liaoyuan.server.agent.definition.Node;
import org.liaoyuan.server.agent.definition.References;
import tools.jackson.databind.JsonNode;

/**
 * What a node waits for, as {@link Waits} writes it down.
 *
 * @param question to a person, filled; empty where none is asked
 * @param by who answers; null where no person is waited for
 * @param seconds after which it is over; 0 for never
 * @param until when it is over, in place of seconds; null for those
 * @param form JSON Schema of what is filled in; null for nothing
 * @param suggested what the form begins with; null where there is none
 * @param event name of a signal; null where none is waited for
 * @param key of that signal; empty for none
 * @param tell by what people are told, names with a comma between; empty for nothing
 */
record Asked(
        String question,
        @Nullable String by,
        int seconds,
        @Nullable Instant until,
        @Nullable String form,
        @Nullable String suggested,
        Node.Escalation escalation,
        @Nullable String event,
        String key,
        String tell) {

    /** A person. */
    static Asked of(Node.Asking node, Map<String, JsonNode> outputs) {
        Form form = node.form();
        return new Asked(
                References.fill(node.question(), outputs),
                node.by().name(),
                node.within(),
                null,
                form == null ? null : form.json().toString(),
                form == null ? null : form.suggested(outputs).toString(),
                node.escalation(),
                null,
                "",
                node.tell().stream().map(Enum::name).collect(Collectors.joining(",")));
    }

    static Asked time(int seconds, @Nullable Instant until) {
        return new Asked("", null, seconds, until, null, null, Node.Escalation.NONE, null, "", "");
    }

    static Asked signal(int seconds, String name, String key) {
        return new Asked("", null, seconds, null, null, null, Node.Escalation.NONE, name, key, "");
    }
}
