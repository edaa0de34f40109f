package org.liaoyuan.server;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/asvs.md says something of each requirement, names only what there is, and counts right. */
class AsvsTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final List<String> STATES = List.of("holds", "in part", "does not hold", "not applicable");
    private static final Pattern ROW =
            Pattern.compile("\\| (V\\d+\\.\\d+\\.\\d+) \\| ([12]) \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|");
    private static final Pattern NAMED = Pattern.compile("`([^`]+)`");
    private static final Pattern JAVA = Pattern.compile("([A-Z]\\w*)(?:\\.([a-z]\\w*))?");
    private static final Pattern SHOWN = Pattern.compile("`[A-Z]\\w*Test[.`]|`[a-z-]+\\.test\\.ts`");

    /** One requirement, as the document has it. */
    private record Row(String id, int level, String state, String evidence) {

        List<String> named() {
            return NAMED.matcher(evidence).results().map(m -> m.group(1)).toList();
        }
    }

    private static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(ROOT.resolve("docs/asvs.md"))) {
            if (line.startsWith("| V")) {
                Matcher row = ROW.matcher(line);
                assertThat(row.matches()).as(line).isTrue();
                rows.add(new Row(row.group(1), Integer.parseInt(row.group(2)), row.group(4), row.group(5)));
            }
        }
        return rows;
    }

    private static Map<String, Integer> requirements() throws IOException {
        try (InputStream list =
                Objects.requireNonNull(AsvsTest.class.getResourceAsStream("/asvs/requirements-5.0.0.txt"))) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("V"))
                    .map(line -> line.split(" "))
                    .collect(toMap(parts -> parts[0], parts -> Integer.valueOf(parts[1])));
        }
    }

    @Test
    void eachRequirementOfTheFirstTwoLevelsIsThereOnce() throws IOException {
        List<Row> rows = rows();

        assertThat(rows).extracting(Row::id).doesNotHaveDuplicates();
        assertThat(rows.stream().collect(toMap(Row::id, Row::level)))
                .containsExactlyInAnyOrderEntriesOf(requirements());
        assertThat(rows).extracting(Row::state).allMatch(STATES::contains);
    }

    @Test
    void whatHoldsNamesATestOrSaysThatThereIsNone() throws IOException {
        List<Row> holding =
                rows().stream().filter(row -> row.state().equals("holds")).toList();

        assertThat(holding).isNotEmpty();
        assertThat(holding.stream()
                        .filter(row -> row.named().isEmpty()
                                || !SHOWN.matcher(row.evidence()).find()
                                        && !row.evidence().endsWith("no test"))
                        .map(Row::id))
                .isEmpty();
    }

    @Test
    void whateverIsNamedIsInTheTree() throws IOException {
        Map<String, List<Path>> files = files();
        List<String> missing = new ArrayList<>();
        for (Row row : rows()) {
            for (String name : row.named()) {
                if (!isThere(name, files)) {
                    missing.add(row.id() + " " + name);
                }
            }
        }

        assertThat(missing).isEmpty();
    }

    /** A class, a class and how one of its methods begins, or a file. */
    private static boolean isThere(String name, Map<String, List<Path>> files) {
        Matcher java = JAVA.matcher(name);
        if (files.containsKey(name) || !java.matches()) {
            return files.containsKey(name);
        }
        List<Path> sources = files.getOrDefault(java.group(1) + ".java", List.of());
        String method = java.group(2);
        Pattern declared = Pattern.compile("void " + method + "\\w*\\(");
        return method == null
                ? !sources.isEmpty()
                : sources.stream()
                        .anyMatch(source -> declared.matcher(text(source)).find());
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, List<Path>> files() throws IOException {
        List<Path> all = new ArrayList<>();
        for (String folder : List.of("server/src", "engine/src", "web/src", "web/e2e", "docs", "scripts")) {
            try (Stream<Path> below = Files.walk(ROOT.resolve(folder))) {
                all.addAll(below.filter(Files::isRegularFile).toList());
            }
        }
        try (Stream<Path> top = Files.list(ROOT)) {
            all.addAll(top.filter(Files::isRegularFile).toList());
        }
        return all.stream().collect(groupingBy(file -> file.getFileName().toString()));
    }

    @Test
    void theCountsAreRight() throws IOException {
        Map<String, String> counted = new TreeMap<>();
        for (String state : STATES) {
            Map<Integer, Long> levels = rows().stream()
                    .filter(row -> row.state().equals(state))
                    .collect(groupingBy(Row::level, counting()));
            long first = levels.getOrDefault(1, 0L);
            long second = levels.getOrDefault(2, 0L);
            counted.put(state, "| " + state + " | " + first + " | " + second + " | " + (first + second) + " |");
        }

        assertThat(Files.readAllLines(ROOT.resolve("docs/asvs.md"))).containsAll(counted.values());
    }
}
