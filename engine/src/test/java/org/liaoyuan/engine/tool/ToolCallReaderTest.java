package org.liaoyuan.engine.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** However an answer is cut into pieces, the same words and calls are read. */
class ToolCallReaderTest {

    private static final String HERMES =
            "I'll look.\n<tool_call>\n{\"name\": \"weather\", \"arguments\": {\"city\": \"a}\\\"b\","
                    + " \"days\": [1, {\"x\": 2}]}}\n</tool_call>\n<tool_call>\n{\"name\": \"time\", \"arguments\": {}}\n</tool_call>";
    private static final String MISTRAL =
            "[TOOL_CALLS][{\"name\": \"weather\", \"arguments\": {\"city\": \"杭州\"}}, {\"name\": \"time\", \"arguments\": {}}]";
    private static final String LLAMA = "{\"name\": \"weather\", \"parameters\": {\"city\": \"Paris\"}}";
    private static final String DEEPSEEK =
            "Let me see.<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>function<｜tool▁sep｜>weather\n```json\n{\"city\": \"Rome\"}\n```"
                    + "<｜tool▁call▁end｜>\n<｜tool▁call▁begin｜>function<｜tool▁sep｜>time\n```json\n{}\n```<｜tool▁call▁end｜><｜tool▁calls▁end｜>";

    private static final String BARE =
            "{\"name\": \"weather\", \"arguments\": {\"city\": \"Oslo\"}}\n{\"name\": \"time\", \"arguments\": {}}";
    private static final String DEEPSEEK_V31 =
            "<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>weather<｜tool▁sep｜>{\"city\": \"Rome\"}<｜tool▁call▁end｜>"
                    + "<｜tool▁call▁begin｜>time<｜tool▁sep｜>{}<｜tool▁call▁end｜><｜tool▁calls▁end｜>";

    private record Read(String words, List<String> calls) {}

    private static Read read(ToolSyntax syntax, String answer, int step) {
        ToolCallReader reader = syntax.reader();
        List<ToolPart> parts = new ArrayList<>();
        for (int at = 0; at < answer.length(); at += step) {
            parts.addAll(reader.read(answer.substring(at, Math.min(answer.length(), at + step))));
        }
        parts.addAll(reader.end());
        StringBuilder words = new StringBuilder();
        List<String> calls = new ArrayList<>();
        for (ToolPart part : parts) {
            switch (part) {
                case ToolPart.Text(String text) -> words.append(text);
                case ToolPart.Begin(int index, String name) -> {
                    assertThat(index).isEqualTo(calls.size());
                    calls.add(name + " ");
                }
                case ToolPart.Arguments(int index, String json) -> calls.set(index, calls.get(index) + json);
            }
        }
        return new Read(words.toString(), calls);
    }

    @Property(tries = 60)
    void everyFamilysCallsAreReadHoweverTheyAreCut(@ForAll @IntRange(min = 1, max = 40) int step) {
        assertThat(read(ToolSyntax.HERMES, HERMES, step))
                .isEqualTo(new Read(
                        "I'll look.\n",
                        List.of("weather {\"city\": \"a}\\\"b\", \"days\": [1, {\"x\": 2}]}", "time {}")));
        assertThat(read(ToolSyntax.MISTRAL, MISTRAL, step))
                .isEqualTo(new Read("", List.of("weather {\"city\": \"杭州\"}", "time {}")));
        assertThat(read(ToolSyntax.LLAMA3, LLAMA, step))
                .isEqualTo(new Read("", List.of("weather {\"city\": \"Paris\"}")));
        assertThat(read(ToolSyntax.HERMES, BARE, step))
                .isEqualTo(new Read("", List.of("weather {\"city\": \"Oslo\"}", "time {}")));
        assertThat(read(ToolSyntax.DEEPSEEK, DEEPSEEK, step))
                .isEqualTo(new Read("Let me see.", List.of("weather {\"city\": \"Rome\"}", "time {}")));
        assertThat(read(ToolSyntax.DEEPSEEK_V31, DEEPSEEK_V31, step))
                .isEqualTo(new Read("", List.of("weather {\"city\": \"Rome\"}", "time {}")));
    }

    @Property(tries = 60)
    void wordsThatOnlyLookLikeTheBeginningOfACallStayWords(@ForAll @IntRange(min = 1, max = 40) int step) {
        for (ToolSyntax syntax : ToolSyntax.values()) {
            String words = "a < b, <tool, [TOOL and {\"name\" are no calls; nor is <";
            assertThat(read(syntax, words, step)).isEqualTo(new Read(words, List.of()));
        }
    }

    @Test
    void jsonInTheMiddleOfALlamasAnswerIsNoCall() {
        String words = "Write it like this: {\"name\": \"x\", \"parameters\": {}}";

        assertThat(read(ToolSyntax.LLAMA3, words, 3)).isEqualTo(new Read(words, List.of()));
    }
}
