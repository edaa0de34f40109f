package org.liaoyuan.engine.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The JSON-Schema-Test-Suite: every schema of draft 2020-12 compiles and writes valid values only, or is refused by name. */
class SchemaSuiteTest {

    private static final int DRAWS = 60;

    private static final Path SUITE = suite();

    private static Path suite() {
        String folder = System.getProperty("liaoyuan.test.schemas");
        if (folder == null || !Files.isDirectory(Path.of(folder))) {
            throw new IllegalStateException("-Dliaoyuan.test.schemas must name the folder tests/draft2020-12 of the"
                    + " JSON-Schema-Test-Suite; ./liaoyuan test fetches it");
        }
        return Path.of(folder);
    }

    /** What became of the schemas of one file. */
    private static final class Tally {
        private int satisfiable;
        private int compiled;
        private final List<String> refused = new ArrayList<>();
        private final List<String> faults = new ArrayList<>();
    }

    @Test
    void whateverCompilesWritesValidValuesOnlyAndNineInTenCompile() throws IOException {
        Map<String, Tally> tallies = new TreeMap<>();

        try (Stream<Path> files = Files.list(SUITE)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
                Tally tally = tallies.computeIfAbsent(file.getFileName().toString(), ignored -> new Tally());
                Referee.json(Files.readString(file)).forEach(group -> judge(group, tally));
            }
        }

        report(tallies);
        assertThat(tallies.values().stream().flatMap(t -> t.faults.stream())).isEmpty();
        assertThat(coverage(tallies)).isGreaterThanOrEqualTo(0.9);
    }

    private static void judge(JsonNode group, Tally tally) {
        JsonNode schema = group.path("schema");
        boolean satisfiable = StreamSupport.stream(group.path("tests").spliterator(), false)
                .anyMatch(test -> test.path("valid").asBoolean());
        tally.satisfiable += satisfiable ? 1 : 0;
        String name = group.path("description").stringValue();
        try {
            Grammar grammar = Grammar.ofJsonSchema(schema);
            tally.compiled += satisfiable ? 1 : 0;
            String fault = Referee.firstFault(schema, grammar, new Random(name.hashCode()), DRAWS);
            if (!fault.isEmpty()) {
                tally.faults.add(name + ": " + fault);
            }
        } catch (UnsupportedSchemaException e) {
            if (satisfiable) {
                tally.refused.add(name + ": " + e.getMessage());
            }
        } catch (RuntimeException | StackOverflowError e) {
            tally.faults.add(name + ": " + e + " at " + e.getStackTrace()[0]);
        }
    }

    private static double coverage(Map<String, Tally> tallies) {
        double compiled = tallies.values().stream().mapToInt(t -> t.compiled).sum();
        return compiled / tallies.values().stream().mapToInt(t -> t.satisfiable).sum();
    }

    private static void report(Map<String, Tally> tallies) {
        tallies.forEach((file, tally) -> {
            System.out.printf("%-28s %3d of %3d compiled%n", file, tally.compiled, tally.satisfiable);
            tally.refused.forEach(refused -> System.out.println("    refused: " + refused));
            tally.faults.forEach(fault -> System.out.println("    FAULT: " + fault));
        });
        System.out.printf(
                "JSON-Schema-Test-Suite draft 2020-12: %d of %d satisfiable schemas compiled (%.1f %%)%n",
                tallies.values().stream().mapToInt(t -> t.compiled).sum(),
                tallies.values().stream().mapToInt(t -> t.satisfiable).sum(),
                100 * coverage(tallies));
    }
}
