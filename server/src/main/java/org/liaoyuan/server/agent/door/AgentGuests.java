package org.liaoyuan.server.agent.door;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.liaoyuan.engine.ChatMessage;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.Permission;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.agent.Run;
import org.liaoyuan.server.agent.Starts;
import org.liaoyuan.server.agent.definition.Channel;
import org.liaoyuan.server.openai.ApiException;
import org.liaoyuan.server.openai.Guests;
import org.springframework.stereotype.Component;

/** Agents as models: {@code agent/NAME}. */
@Component
class AgentGuests implements Guests {

    private static final String PREFIX = "agent/";

    private final AgentNames names;
    private final Starts starts;
    private final ConversationInput inputs;
    private final Watching watching;

    AgentGuests(AgentNames names, Starts starts, ConversationInput inputs, Watching watching) {
        this.names = names;
        this.starts = starts;
        this.inputs = inputs;
        this.watching = watching;
    }

    @Override
    public boolean owns(String model) {
        return model.startsWith(PREFIX);
    }

    @Override
    public List<String> names(Identity who) {
        return who.may(Permission.RUN_AGENTS)
                ? names.all().keySet().stream().map(PREFIX::concat).toList()
                : List.of();
    }

    @Override
    public Visit begin(String model, List<ChatMessage> messages) {
        if (!Identity.current().may(Permission.RUN_AGENTS)) {
            throw RefusedException.forbidden(
                    "agents are not open to you, or not to this key: it needs the scope " + Permission.RUN_AGENTS);
        }
        AgentNames.Meant meant = names.find(model.substring(PREFIX.length()));
        Starts.Ready ready = starts.ready(
                meant.agent(),
                meant.which(),
                inputs.of(starts.schema(meant.agent(), meant.which(), Channel.MODEL), messages),
                Channel.MODEL);
        UUID run = starts.start(ready, Starts.Also.NOTHING);
        return (progress, wanted, most) -> said(run, progress, wanted, most);
    }

    private Said said(UUID run, Consumer<String> progress, BooleanSupplier wanted, Duration most)
            throws InterruptedException {
        Watching.Seen seen =
                watching.follow(run, step -> progress.accept(step.node() + " (" + step.kind() + ")"), wanted, most);
        Run now = seen.run();
        if (now.state() == Run.State.FAILED || now.state() == Run.State.CANCELLED) {
            // of a status that clients do not send again by themselves: it would be another run
            throw new ApiException(
                    422,
                    "agent_run_failed",
                    seen.text(),
                    null,
                    "agent_run_" + now.state().name().toLowerCase(java.util.Locale.ROOT));
        }
        return new Said(seen.text(), seen.promptTokens(), seen.completionTokens(), seen.joules(), seen.yuan());
    }
}
