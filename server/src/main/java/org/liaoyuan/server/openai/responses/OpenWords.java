package org.liaoyuan.server.openai.responses;

import java.util.ArrayList;
import java.util.List;
import org.liaoyuan.server.openai.Wire;

/** A message, or what a model thinks before it, being made: an item of one part. */
final class OpenWords implements OpenItem {

    /** What the words are. */
    enum Kind {
        SAID(Ids.MESSAGE, "response.output_text."),
        THOUGHT(Ids.REASONING, "response.reasoning_text.");

        private final String prefix;
        private final String event;

        Kind(String prefix, String event) {
            this.prefix = prefix;
            this.event = event;
        }
    }

    private final Kind kind;
    private final int index;
    private final String id;
    private final Events events;
    private final StringBuilder text = new StringBuilder();
    private final List<Wire.TokenLogprobs> logprobs = new ArrayList<>();
    private String status = "in_progress";

    OpenWords(Kind kind, int index, Events events) {
        this.kind = kind;
        this.index = index;
        this.id = Ids.fresh(kind.prefix);
        this.events = events;
        events.send(ResponseEvent.item("response.output_item.added", index, item(List.of())));
        events.send(ResponseEvent.part("response.content_part.added", index, id, part()));
    }

    Kind kind() {
        return kind;
    }

    void add(String delta, List<Wire.TokenLogprobs> tokens) {
        text.append(delta);
        logprobs.addAll(tokens);
        events.send(ResponseEvent.words(kind.event + "delta", index, id, delta, kind == Kind.SAID ? tokens : null));
    }

    @Override
    public boolean hasEnded() {
        return !status.equals("in_progress");
    }

    @Override
    public void end(String how) {
        status = how;
        String all = text.toString();
        events.send(ResponseEvent.allWords(
                kind.event + "done", index, id, all, kind == Kind.SAID ? List.copyOf(logprobs) : null));
        events.send(ResponseEvent.part("response.content_part.done", index, id, part()));
        events.send(ResponseEvent.item("response.output_item.done", index, item()));
    }

    @Override
    public OutputItem item() {
        return item(List.of(part()));
    }

    private OutputItem item(List<OutputPart> content) {
        return switch (kind) {
            case SAID -> OutputItem.message(id, status, content);
            case THOUGHT -> OutputItem.reasoning(id, status, content);
        };
    }

    private OutputPart part() {
        return switch (kind) {
            case SAID -> OutputPart.text(text.toString(), logprobs);
            case THOUGHT -> OutputPart.reasoning(text.toString());
        };
    }
}
