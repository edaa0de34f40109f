package org.liaoyuan.server.tool.http;

import java.util.List;
import org.liaoyuan.server.tool.Tool;
import org.liaoyuan.server.tool.ToolField;
import org.liaoyuan.server.tool.ToolValues;

/**
 * Which answer a node takes.
 *
 * @param expect statuses, such as {@code 2xx} or {@code 200, 404}
 * @param mostBytes of its body; more of what only reads is a failure, of anything else it is cut
 * @param redirects that are followed, of what only reads
 */
public record Taking(String expect, int mostBytes, int redirects) {

    private static final String EXPECT = "expect";
    private static final String MOST_BYTES = "mostBytes";

    /** The fields of nodes that say the first two. */
    public static List<ToolField> fields() {
        return List.of(
                new ToolField(EXPECT, ToolField.Type.TEXT, false, 0, 100, "2xx", List.of()),
                ToolField.number(MOST_BYTES, 1, 1_000_000, 200_000));
    }

    public static Taking of(ToolValues values, int redirects) {
        return new Taking(values.text(EXPECT), values.number(MOST_BYTES), redirects);
    }

    public static List<Tool.Problem> check(ToolValues values) {
        return Expected.isWritten(values.text(EXPECT))
                ? List.of()
                : List.of(new Tool.Problem(EXPECT, "expected statuses such as 2xx or 200, 404"));
    }
}
