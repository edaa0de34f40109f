package org.liaoyuan.server.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What is looked at when a case's run has ended. */
class VerdictTest {

    private static final JsonMapper JSON = new JsonMapper();

    private static Run run(Run.State state, NodeFailure.@Nullable Reason failure) {
        return new Run(
                UUID.randomUUID(),
                UUID.randomUUID(),
                -1,
                "a",
                true,
                state,
                JSON.createObjectNode(),
                state == Run.State.DONE
                        ? JSON.readTree("{\"text\": \"It rains\", \"data\": {\"n\": 1, \"why\": null}}")
                        : null,
                failure == null ? null : "draft",
                failure,
                failure == null ? "" : "why not",
                null,
                null,
                null,
                null,
                null,
                null,
                UUID.randomUUID(),
                Instant.EPOCH,
                Instant.EPOCH);
    }

    private static Run.Step step(int number, String node, String kind, String output) {
        return new Run.Step(
                String.valueOf(number),
                number,
                1,
                node,
                kind,
                JSON.readTree("{\"place\": \"Nanjing\"}"),
                JSON.readTree(output),
                null,
                0,
                0,
                0,
                0,
                false,
                false,
                Instant.EPOCH,
                Instant.EPOCH);
    }

    private static final List<Run.Step> STEPS = List.of(
            step(1, "look", "http", "{\"text\": \"not yet\"}"),
            step(2, "each", "round", "{\"text\": \"round\"}"),
            step(3, "look", "http", "{\"text\": \"ready\", \"count\": 7}"));

    private static Verdict verdict(Run run, Evals.Expectation... expected) {
        return Verdict.of(new Evals.Case("a", JSON.createObjectNode(), Map.of(), List.of(expected)), run, STEPS);
    }

    private static Evals.Expectation value(String value, String than) {
        return new Evals.Compared(value, Node.Comparison.EQUAL, than, false);
    }

    private static Evals.Data data(String data) {
        JsonNode read = JSON.readTree(data);
        return new Evals.Data((ObjectNode) read, false);
    }

    private static final Run DONE = run(Run.State.DONE, null);

    @Test
    void valuesAreOfTheAnswerTheLastPassOfANodeAndWhatItWasAsked() {
        assertThat(verdict(
                                DONE,
                                value("{{answer}}", "it rains"),
                                value("{{look}}", "ready"),
                                value("{{answer.data.n}}/{{look.count}}", "1/7"),
                                value("{{asked.look.place}}", "Nanjing"),
                                value("{{status}}", "DONE"),
                                value("{{nobody}}", ""),
                                new Evals.Compared("{{look.count}}", Node.Comparison.GREATER, "6", false))
                        .isPassed())
                .isTrue();
        assertThat(verdict(DONE, value("{{look}}", "ready"), value("{{look}}", "not yet"))
                        .missed())
                .containsExactly(new Evaluation.Miss(1, "ready"));
        assertThat(verdict(DONE, new Evals.Compared("{{look}}", Node.Comparison.CONTAINS, "ea", true))
                        .missed())
                .containsExactly(new Evaluation.Miss(0, "ready"));
    }

    @Test
    void passedNodesAreThoseWithAStepOfTheirOwn() {
        assertThat(verdict(DONE, new Evals.Passed("look", false)).isPassed()).isTrue();
        assertThat(verdict(DONE, new Evals.Passed("look", true), new Evals.Passed("each", false))
                        .missed())
                .containsExactly(new Evaluation.Miss(0, "look"), new Evaluation.Miss(1, "look"));
    }

    @Test
    void dataHasTheFieldsThatAreNamedAndNumbersAreNumbers() {
        assertThat(verdict(DONE, data("{\"n\": 1.0}"), data("{\"why\": null, \"other\": null}"))
                        .isPassed())
                .isTrue();
        assertThat(verdict(DONE, data("{\"n\": 2}")).missed().getFirst().value())
                .contains("\"n\":1");
    }

    @Test
    void aRunThatFailedPassesWhereTheCaseSpeaksOfThatAlone() {
        Run failed = run(Run.State.FAILED, NodeFailure.Reason.REFUSED);

        Verdict silent = verdict(failed, new Evals.Passed("look", false));
        assertThat(silent.isPassed()).isFalse();
        assertThat(silent.problem()).contains("draft").contains("REFUSED").contains("why not");
        assertThat(verdict(failed, value("{{status}}", "FAILED")).isPassed()).isTrue();
        assertThat(verdict(failed, value("{{status}}", "DONE")).problem()).contains("REFUSED");
        assertThat(verdict(run(Run.State.FAILED, NodeFailure.Reason.NOT_GIVEN), value("{{status}}", "FAILED"))
                        .problem())
                .isEqualTo("why not");
        assertThat(verdict(run(Run.State.CANCELLED, null), value("{{answer}}", ""))
                        .problem())
                .contains("cancelled");
    }

    @Test
    void whatThereWasIsCutWhereItIsLong() {
        Run.Step longer = step(1, "look", "http", "{\"text\": \"" + "x".repeat(5_000) + "\"}");
        Verdict verdict = Verdict.of(
                new Evals.Case("a", JSON.createObjectNode(), Map.of(), List.of(value("{{look}}", "y"))),
                DONE,
                List.of(longer));

        assertThat(verdict.missed().getFirst().value()).hasSize(1_000).endsWith("…");
    }
}
