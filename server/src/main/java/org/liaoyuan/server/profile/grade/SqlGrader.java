package org.liaoyuan.server.profile.grade;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A SELECT, graded by the rows it finds. {@code tables} are the statements that make the tables, {@code rows} what must be found,
 * {@code ordered} whether in this order.
 */
final class SqlGrader implements Grader {

    private final SqlSandbox sandbox;

    SqlGrader(SqlSandbox sandbox) {
        this.sandbox = sandbox;
    }

    @Override
    public Optional<Failure> grade(JsonNode rule, String answer) {
        String sql = Words.unfenced(answer);
        if (!SelectGuard.isSingleSelect(sql)) {
            return Optional.of(Failure.REFUSED);
        }
        Optional<List<List<String>>> found = sandbox.rows(Words.strings(rule.path("tables")), sql);
        if (found.isEmpty()) {
            return Optional.of(Failure.FORMAT);
        }
        List<List<String>> expected = rule.path("rows")
                .valueStream()
                .map(row -> row.valueStream()
                        .map(v -> SqlSandbox.normal(v.asString("")))
                        .toList())
                .toList();
        boolean ordered = rule.path("ordered").asBoolean(false);
        return sorted(found.get(), ordered).equals(sorted(expected, ordered))
                ? Optional.empty()
                : Optional.of(Failure.WRONG);
    }

    private static List<List<String>> sorted(List<List<String>> rows, boolean ordered) {
        return ordered
                ? rows
                : rows.stream().sorted(Comparator.comparing(List::toString)).toList();
    }
}
