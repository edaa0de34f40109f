package org.liaoyuan.server.openai.responses;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.liaoyuan.engine.ToolCall;
import org.liaoyuan.server.openai.ApiException;

/**
 * Puts items together to turns: calls that follow each other are one turn, the results stand right behind it wherever the
 * client put them, and instructions that follow each other are one. Chat templates and providers insist on that order.
 */
final class Dialogue {

    private final Map<String, Item.Result> results = new HashMap<>();
    private final List<Turn> turns = new ArrayList<>();
    private final List<ToolCall> calls = new ArrayList<>();

    private Dialogue(List<Item> items) {
        Set<String> called = new HashSet<>();
        for (Item item : items) {
            switch (item) {
                case Item.Call call -> called.add(call.callId());
                case Item.Result result -> results.put(result.callId(), result);
                case Item.Message message -> {}
                case Item.Thought thought -> {}
            }
        }
        for (String id : results.keySet()) {
            if (!called.contains(id)) {
                throw ApiException.invalid(
                        "input", "No tool call found for function call output with call_id '" + id + "'");
            }
        }
    }

    /**
     * The turns of a conversation.
     *
     * @throws ApiException if a call has no result, or a result no call
     */
    static List<Turn> of(Optional<String> instructions, List<Item> items) {
        Dialogue dialogue = new Dialogue(items);
        instructions.ifPresent(words -> dialogue.say(Turn.of("system", List.of(new Content.Text(words)))));
        items.forEach(dialogue::add);
        dialogue.endCalls();
        return dialogue.turns;
    }

    private void add(Item item) {
        switch (item) {
            case Item.Message(String role, List<Content> content) -> {
                endCalls();
                say(Turn.of(role, content));
            }
            case Item.Call(String id, String name, String arguments) -> calls.add(new ToolCall(id, name, arguments));
            case Item.Result result -> endCalls();
            case Item.Thought thought -> {}
        }
    }

    private void say(Turn turn) {
        if (turn.role().equals("system") && lastIs("system") && turn.isText()) {
            Turn last = turns.removeLast();
            turns.add(Turn.of("system", List.of(new Content.Text(last.text() + "\n\n" + turn.text()))));
        } else {
            turns.add(turn);
        }
    }

    private void endCalls() {
        if (calls.isEmpty()) {
            return;
        }
        boolean continues = lastIs("assistant") && turns.getLast().calls().isEmpty();
        List<Content> words = continues ? turns.removeLast().content() : List.of();
        turns.add(new Turn("assistant", words, calls, ""));
        for (ToolCall call : calls) {
            Item.Result result = results.get(call.id());
            if (result == null) {
                throw ApiException.invalid(
                        "input", "No tool output found for function call '" + call.id() + "'; send its result first");
            }
            turns.add(new Turn("tool", result.output(), List.of(), call.id()));
        }
        calls.clear();
    }

    private boolean lastIs(String role) {
        return !turns.isEmpty() && turns.getLast().role().equals(role);
    }
}
