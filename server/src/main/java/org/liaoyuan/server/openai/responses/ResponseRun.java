package org.liaoyuan.server.openai.responses;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.liaoyuan.engine.EngineException;
import org.liaoyuan.engine.FinishReason;
import org.liaoyuan.server.openai.Choices;
import org.liaoyuan.server.openai.Part;

/** One response being made. */
final class ResponseRun {

    private final Choices choices;
    private final Response begun;
    private final UnaryOperator<Response> keep;

    /** @param keep keeps a response that has ended, and says what became of it */
    ResponseRun(Choices choices, Response begun, UnaryOperator<Response> keep) {
        this.choices = choices;
        this.begun = begun;
        this.keep = keep;
    }

    /** The whole response; an error is thrown. */
    Response whole() {
        Output output = new Output(Events.toNobody());
        return keep.apply(ended(read(output), output));
    }

    /**
     * Sends the response as it comes; an error is its last event. It is kept before that event, so that who reads it can follow
     * it at once. One that nobody waits for any more is not kept.
     */
    void stream(Events events, BooleanSupplier clientHasGone) {
        events.send(ResponseEvent.of("response.created", begun));
        events.send(ResponseEvent.of("response.in_progress", begun));
        Output output = new Output(events);
        Response last;
        try {
            last = ended(read(output), output);
        } catch (RuntimeException e) {
            output.end("incomplete");
            last = begun.failed(ResponseErrors.failure(e), output.items(), ResponseUsage.of(choices));
        }
        if (!clientHasGone.getAsBoolean()) {
            Response kept = keep.apply(last);
            events.send(ResponseEvent.of("response." + kept.status(), kept));
        }
    }

    private Optional<FinishReason> read(Output output) {
        while (true) {
            switch (choices.next()) {
                case Part.Said said -> output.add(said.part());
                case Part.Ended ended -> {
                    return ended.reason();
                }
                case Part.Failed failed -> throw failed.why();
            }
        }
    }

    private Response ended(Optional<FinishReason> reason, Output output) {
        Optional<Response.Incomplete> why = switch (reason.orElse(FinishReason.ERROR)) {
            case STOP, TOOL_CALLS -> Optional.empty();
            case LENGTH -> Optional.of(Response.TOKENS);
            case CANCELLED -> Optional.of(Response.TIME);
            case ERROR -> throw new EngineException("the model was closed while it answered");
        };
        output.end(why.isEmpty() ? "completed" : "incomplete");
        List<OutputItem> items = output.items();
        return begun.ended(why.orElse(null), items, ResponseUsage.of(choices));
    }
}
