package org.liaoyuan.server.agent.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.agent.definition.DefinitionDiff.What;
import tools.jackson.databind.json.JsonMapper;

class DefinitionDiffTest {

    private static final JsonMapper JSON = new JsonMapper();

    private static DefinitionDiff diff(String before, String after) {
        return DefinitionDiff.between(JSON.readTree(before), JSON.readTree(after));
    }

    @Test
    void nodesAreFoundByTheirIdsWhereverTheyStandAndFieldsByTheirPlace() {
        DefinitionDiff diff = diff("""
                {"name": "A", "input": {"properties": {"x": {"type": "string", "maxLength": 10}}}, "nodes": [
                  {"id": "a", "kind": "input", "next": "b"}, {"id": "b", "kind": "loop", "nodes": [{"id": "c", "kind": "result", "text": "1"}]},
                  {"id": "gone", "kind": "answer", "text": "x"}]}""", """
                {"name": "A", "input": {"properties": {"x": {"type": "string", "maxLength": 20}}}, "nodes": [
                  {"id": "b", "kind": "loop", "nodes": [{"id": "d", "kind": "result", "text": "2"}]}, {"id": "a", "kind": "input", "next": "b"},
                  {"id": "c", "kind": "result", "text": "1"}]}""");

        assertThat(diff.definition()).singleElement().satisfies(field -> {
            assertThat(field.field()).isEqualTo("input/properties/x/maxLength");
            assertThat(field.before()).isEqualTo(JSON.readTree("10"));
            assertThat(field.after()).isEqualTo(JSON.readTree("20"));
        });
        assertThat(diff.nodes()).extracting(DefinitionDiff.Of::id).containsExactly("d", "c", "gone");
        assertThat(diff.nodes())
                .extracting(DefinitionDiff.Of::what)
                .containsExactly(What.ADDED, What.CHANGED, What.REMOVED);
        assertThat(diff.nodes().get(1).fields()).singleElement().satisfies(field -> {
            assertThat(field.field()).isEqualTo("in");
            assertThat(field.after()).isNull();
        });
    }

    @Test
    void anyTwoDraftsAreCompared() {
        for (String one :
                List.of("{}", "{\"nodes\": 3}", "{\"nodes\": [1, {}, {}, {\"id\": 2, \"nodes\": [{}]}]}", "[]")) {
            for (String other :
                    List.of("{}", "{\"nodes\": {\"a\": 1}}", "{\"nodes\": [{\"id\": \"a\"}, {\"id\": \"a\"}]}")) {
                assertThat(diff(one, one)).isEqualTo(diff("{}", "{}"));
                assertThat(diff(one, other).nodes().size())
                        .isEqualTo(diff(other, one).nodes().size());
            }
        }
    }
}
