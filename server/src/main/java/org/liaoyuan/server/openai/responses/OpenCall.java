package org.liaoyuan.server.openai.responses;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A call of a function being made. */
final class OpenCall implements OpenItem {

    private static final JsonMapper JSON = new JsonMapper();

    private final int index;
    private final String id = Ids.fresh(Ids.CALL);
    private final String callId;
    private final String name;
    private final Events events;
    private final StringBuilder arguments = new StringBuilder();
    private String status = "in_progress";

    OpenCall(int index, String callId, String name, Events events) {
        this.index = index;
        this.callId = callId;
        this.name = name;
        this.events = events;
        events.send(ResponseEvent.item("response.output_item.added", index, item()));
    }

    void add(String delta) {
        if (!delta.isEmpty() && !hasEnded()) {
            arguments.append(delta);
            events.send(ResponseEvent.arguments(index, id, delta));
        }
    }

    /** Whether the arguments can be read: nothing that may still come belongs to them. */
    boolean isWhole() {
        try {
            return JSON.readTree(arguments.toString()).isObject();
        } catch (JacksonException notYet) {
            return false;
        }
    }

    @Override
    public boolean hasEnded() {
        return !status.equals("in_progress");
    }

    @Override
    public void end(String how) {
        status = isWhole() ? "completed" : how;
        events.send(ResponseEvent.allArguments(index, id, arguments.toString()));
        events.send(ResponseEvent.item("response.output_item.done", index, item()));
    }

    @Override
    public OutputItem item() {
        return OutputItem.call(id, status, callId, name, arguments.toString());
    }
}
