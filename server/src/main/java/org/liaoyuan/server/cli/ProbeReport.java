package org.liaoyuan.server.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The progress of a probe in one line of the terminal, and its table at the end. */
final class ProbeReport {

    private static final int HARDEST = 3;

    private final PrintWriter out;
    private final PrintWriter progress;
    private final boolean terminal =
            System.console() != null && System.console().isTerminal();
    private int cellsShown = -1;
    private @Nullable JsonNode last;

    ProbeReport(PrintWriter out, PrintWriter progress) {
        this.out = out;
        this.progress = progress;
    }

    /** Shows a status; where there is no terminal, only when another cell is complete. */
    void show(JsonNode status) {
        last = status;
        int cells = status.path("cells").size();
        if (!terminal && cells == cellsShown) {
            return;
        }
        cellsShown = cells;
        String line = "%s  %d/%d  ✓ %d  %s%s"
                .formatted(
                        status.path("model").asString(""),
                        status.path("done").asInt(),
                        status.path("total").asInt(),
                        status.path("passed").asInt(),
                        place(status),
                        left(status.path("secondsLeft").asLong(-1)));
        progress.print(terminal ? "\r\033[K" + line : line + "\n");
        progress.flush();
    }

    private static String place(JsonNode status) {
        String skill = status.path("skill").asString("");
        return skill.isEmpty() ? "" : skill + " " + status.path("difficulty").asInt();
    }

    private static String left(long seconds) {
        return seconds < 0 ? "" : "  ≈ " + (seconds < 90 ? seconds + " s" : seconds / 60 + " min");
    }

    /** Prints the table; the exit code. */
    int finish() {
        if (terminal) {
            progress.print("\r\033[K");
            progress.flush();
        }
        if (last == null) {
            throw new IllegalStateException("the server ended the stream without a word");
        }
        table(last);
        String state = last.path("state").asString("");
        String problem = last.path("problem").asString("");
        if (state.equals("FAILED")) {
            throw new IllegalStateException("the probe failed: " + problem);
        }
        if (!problem.isEmpty()) {
            out.println("! " + problem);
        }
        out.flush();
        return state.equals("DONE") ? 0 : 1;
    }

    private void table(JsonNode status) {
        Map<String, JsonNode[]> rows = new LinkedHashMap<>();
        for (JsonNode cell : status.path("cells")) {
            rows.computeIfAbsent(cell.path("skill").asString(), s -> new JsonNode[HARDEST])[
                    cell.path("difficulty").asInt() - 1] = cell;
        }
        out.printf(
                "%s: lower bound of the success rate (95 %%), passes/n, median latency, mean energy%n",
                status.path("model").asString());
        out.printf("%-14s %-28s %-28s %-28s%n", "SKILL", "1", "2", "3");
        rows.forEach((skill, cells) ->
                out.printf("%-14s %-28s %-28s %-28s%n", skill, cell(cells[0]), cell(cells[1]), cell(cells[2])));
        out.flush();
    }

    private static String cell(@Nullable JsonNode cell) {
        return cell == null
                ? "–"
                : String.format(
                        Locale.ROOT,
                        "%.2f %2d/%-2d %6.1f s %s%.0f J",
                        cell.path("lowerBound").asDouble(),
                        cell.path("passes").asInt(),
                        cell.path("n").asInt(),
                        cell.path("latencyMillis").asLong() / 1000.0,
                        cell.path("joulesMeasured").asBoolean() ? "" : "≈",
                        cell.path("joules").asDouble());
    }
}
