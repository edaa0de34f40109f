package org.liaoyuan.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** On the real SmolLM2, which left to itself would never answer like this. */
@Timeout(600)
class ConstraintTest {

    private static final String CITY = """
            root ::= "{\\"city\\": \\"" [A-Z] [a-z]{1,12} "\\", \\"people\\": " [1-9] [0-9]? [0-9]? "}"
            """;

    private static LlamaModel model;

    @BeforeAll
    static void load() {
        model = TestModels.smol(TestModels.smolOptions());
    }

    @AfterAll
    static void close() {
        if (model != null) {
            model.close();
        }
    }

    private static GenerationRequest ask(String question, Sampling sampling) {
        int[] prompt = model.tokenizeChat(List.of(ChatMessage.user(question)));
        return GenerationRequest.of(prompt, 200, sampling);
    }

    private static Sampling hot(long seed) {
        return new Sampling(1.5, 0, 1, 0, 0, 0, 1, OptionalLong.of(seed), Map.of());
    }

    @Test
    void everyAnswerHasTheGrammarsForm() throws Exception {
        List<Generation> answers = IntStream.range(0, 6)
                .mapToObj(i ->
                        model.generate(ask("Tell me about a big city.", hot(i)).withConstraint(Constraint.of(CITY))))
                .toList();

        for (Generation answer : answers) {
            assertThat(answer.readAll()).matches("\\{\"city\": \"[A-Z][a-z]{1,12}\", \"people\": [1-9][0-9]{0,2}}");
            assertThat(answer.finishReason()).contains(FinishReason.STOP);
        }
    }

    @Test
    void characterClassesBeyondAsciiHoldInsideCharactersOfSeveralTokens() throws Exception {
        String gbnf = "root ::= [\\u4e00-\\u9fff]{3}";

        String said = model.generate(ask("Say hello.", hot(3)).withConstraint(Constraint.of(gbnf)))
                .readAll();

        assertThat(said).matches("[\\u4e00-\\u9fff]{3}");
    }

    @Test
    void beforeTheTriggerAnythingGoesAndAfterItTheGrammarHolds() throws Exception {
        int[] prompt = model.tokenize("Colours: red, green, blue. Colours: red, green,", true, false);
        Constraint constraint = Constraint.after("blue.", "root ::= \" \" (\"violet\" | \"orange\")");

        Generation answer =
                model.generate(GenerationRequest.of(prompt, 40, Sampling.GREEDY).withConstraint(constraint));

        assertThat(answer.readAll()).matches("(?s).*blue\\. (violet|orange)");
        assertThat(answer.finishReason()).contains(FinishReason.STOP);
    }

    @Test
    void aGrammarThatCannotBeReadIsRefusedBeforeAnythingRuns() throws Exception {
        // what another test cancelled may still be on its last token; one after it ends when nothing else runs
        while (model.stats().running() > 0) {
            model.generate(ask("Hi", Sampling.GREEDY).withConstraint(Constraint.of("root ::= \"yes\"")))
                    .readAll();
        }
        GenerationRequest request =
                ask("Hello", Sampling.GREEDY).withConstraint(Constraint.of("root ::= (\"a\" | nowhere"));

        assertThatThrownBy(() -> model.generate(request))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("grammar");
        assertThat(model.stats().running()).isZero();
    }

    @Test
    void cancelledConstrainedAnswersLeaveTheModelUsable() throws Exception {
        for (int i = 0; i < 20; i++) {
            Generation answer = model.generate(
                    ask("Tell me about a big city.", hot(i)).withConstraint(Constraint.of("root ::= [a-z ]{200}")));
            if (i % 2 == 0) {
                answer.next();
            }
            answer.cancel();
        }

        assertThat(model.generate(ask("Hi", Sampling.GREEDY).withConstraint(Constraint.of("root ::= \"yes\"")))
                        .readAll())
                .isEqualTo("yes");
    }
}
