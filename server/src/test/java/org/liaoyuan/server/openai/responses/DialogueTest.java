package org.liaoyuan.server.openai.responses;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.liaoyuan.engine.ContextOverflowException;
import org.liaoyuan.engine.ToolCall;

class DialogueTest {

    private static Item says(String role, String text) {
        return new Item.Message(role, List.of(new Content.Text(text)));
    }

    private static Item call(String id) {
        return new Item.Call(id, "f", "{}");
    }

    private static Item result(String id) {
        return new Item.Result(id, List.of(new Content.Text("result of " + id)));
    }

    /** Role, calls and text of each turn. */
    private static List<String> told(List<Turn> turns) {
        return turns.stream()
                .map(t -> t.role() + t.calls().stream().map(ToolCall::id).toList() + " " + t.text())
                .toList();
    }

    @Test
    void callsThatFollowEachOtherAreOneTurnAndTheirResultsStandBehindIt() {
        List<Turn> turns = Dialogue.of(
                Optional.empty(),
                List.of(
                        says("user", "go"),
                        new Item.Thought(),
                        says("assistant", "I look."),
                        call("a"),
                        new Item.Thought(),
                        call("b"),
                        says("user", "hurry"),
                        result("b"),
                        result("a"),
                        call("c"),
                        result("c")));

        assertThat(told(turns))
                .containsExactly(
                        "user[] go",
                        "assistant[a, b] I look.",
                        "tool[] result of a",
                        "tool[] result of b",
                        "user[] hurry",
                        "assistant[c] ",
                        "tool[] result of c");
    }

    @Test
    void instructionsAndWhatTheDeveloperSaysFirstAreOneTurn() {
        List<Turn> turns = Dialogue.of(
                Optional.of("Be brief"),
                List.of(says("system", "Be kind"), says("user", "x"), says("system", "later")));

        assertThat(told(turns)).containsExactly("system[] Be brief\n\nBe kind", "user[] x", "system[] later");
    }

    @Test
    void aShorterConversationKeepsInstructionsAndTheLastTurn() {
        List<Turn> turns = Dialogue.of(
                Optional.of("Be brief"),
                List.of(
                        says("user", "x".repeat(100)),
                        call("a"),
                        result("a"),
                        says("user", "y".repeat(100)),
                        says("assistant", "z"),
                        says("user", "last")));

        List<Turn> little = Truncation.shorter(turns, new ContextOverflowException(120, 100))
                .orElseThrow();
        List<Turn> much = Truncation.shorter(turns, new ContextOverflowException(10_000, 100))
                .orElseThrow();

        assertThat(told(little)).startsWith("system[] Be brief", "user[] " + "y".repeat(100));
        assertThat(told(much)).containsExactly("system[] Be brief", "user[] last");
        assertThat(Truncation.shorter(much, new ContextOverflowException(10_000, 100)))
                .isEmpty();
    }
}
