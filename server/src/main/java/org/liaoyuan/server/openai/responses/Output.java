package org.liaoyuan.server.openai.responses;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.liaoyuan.server.model.AnswerPart;
import org.liaoyuan.server.openai.Translation;
import org.liaoyuan.server.openai.Wire;

/** Makes a response's output of an answer's parts. */
final class Output {

    private final Events events;
    private final List<OpenItem> items = new ArrayList<>();
    private final Map<Integer, OpenCall> calls = new HashMap<>();

    Output(Events events) {
        this.events = events;
    }

    void add(AnswerPart part) {
        switch (part) {
            case AnswerPart.Text(String text, var logprobs) -> {
                if (!text.isEmpty() || !logprobs.isEmpty()) {
                    words(OpenWords.Kind.SAID).add(text, Translation.tokens(logprobs));
                }
            }
            case AnswerPart.Reasoning(String text) ->
                words(OpenWords.Kind.THOUGHT).add(text, List.<Wire.TokenLogprobs>of());
            case AnswerPart.ToolCallDelta delta -> call(delta).add(delta.arguments());
        }
    }

    /** The words being said, or new ones where something else came between. */
    private OpenWords words(OpenWords.Kind kind) {
        if (!items.isEmpty() && items.getLast() instanceof OpenWords last && last.kind() == kind && !last.hasEnded()) {
            return last;
        }
        endWhatIsWhole();
        OpenWords begun = new OpenWords(kind, items.size(), events);
        items.add(begun);
        return begun;
    }

    private OpenCall call(AnswerPart.ToolCallDelta delta) {
        OpenCall known = calls.get(delta.index());
        if (known != null) {
            return known;
        }
        endWhatIsWhole();
        String callId = delta.id().isEmpty() ? Ids.fresh("call_") : delta.id();
        OpenCall begun = new OpenCall(items.size(), callId, delta.name(), events);
        items.add(begun);
        calls.put(delta.index(), begun);
        return begun;
    }

    /** A provider may mix the pieces of several calls: one whose arguments can't be read yet stays open beside the next. */
    private void endWhatIsWhole() {
        for (OpenItem item : items) {
            boolean isWhole = !(item instanceof OpenCall call) || call.isWhole();
            if (isWhole && !item.hasEnded()) {
                item.end("completed");
            }
        }
    }

    /** Ends what is open. An answer without a word is a message without one: clients look for the message. */
    void end(String status) {
        if (items.isEmpty() && status.equals("completed")) {
            items.add(new OpenWords(OpenWords.Kind.SAID, 0, events));
        }
        items.stream().filter(item -> !item.hasEnded()).forEach(item -> item.end(status));
    }

    List<OutputItem> items() {
        return items.stream().map(OpenItem::item).toList();
    }
}
