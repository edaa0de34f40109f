package org.liaoyuan.server.tool;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Files that runs write and read, as those see them who see the run. They go with it. */
@Repository
public class RunFiles {

    /** Of one file. */
    public static final int MOST_BYTES = 1_000_000;

    private static final int MOST_OF_A_RUN = 20_000_000;
    private static final int MOST_FILES = 100;

    /** No folders, no hidden ones, nothing that a terminal or a header would read otherwise. */
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_-][\\p{L}\\p{N} ._-]{0,99}");

    private static final String HEAD = "select name, type, octet_length(content) as bytes, changed_at from agent_file ";

    private final JdbcClient jdbc;

    RunFiles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @throws ToolFailure if no file can be called so */
    public static String checked(String name) {
        String stripped = name.strip();
        if (!NAME.matcher(stripped).matches() || stripped.endsWith(".") || stripped.contains("..")) {
            throw new ToolFailure(
                    ToolFailure.Reason.VALUE,
                    "name: '"
                            + (name.length() > 100 ? name.substring(0, 100) + "…" : name).replaceAll("\\p{Cntrl}", " ")
                            + "' is no name of a file; expected letters, digits, spaces, . _ and -, 100 at most");
        }
        return stripped;
    }

    /**
     * Writes a file, in place of one of the same name.
     *
     * @return its size
     * @throws ToolFailure if it is too large, there are too many, or the run has ended
     */
    @Transactional
    public int write(UUID run, String name, String type, String text) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        if (content.length > MOST_BYTES) {
            throw new ToolFailure(
                    ToolFailure.Reason.TOO_LONG,
                    "the file has " + content.length + " bytes; expected " + MOST_BYTES + " at most");
        }
        int written = jdbc.sql("""
                        with open as (select id, organisation, person from agent_run
                          where id = :run and state = 'RUNNING' and\s""" + Tenant.SEEN + """
                         for update)
                        insert into agent_file (run, name, organisation, person, type, content)
                        select id, :name, organisation, person, :type, :content from open
                        on conflict (run, name) do update set type = excluded.type, content = excluded.content, changed_at = now()""")
                .params(Tenant.current().parameters())
                .param("run", run)
                .param("name", name)
                .param("type", type)
                .param("content", content)
                .update();
        if (written == 0) {
            throw new ToolFailure(ToolFailure.Reason.REFUSED, "the run has ended");
        }
        List<RunFile> all = list(run);
        long sum = all.stream().mapToLong(RunFile::bytes).sum();
        if (all.size() > MOST_FILES || sum > MOST_OF_A_RUN) {
            throw new ToolFailure(
                    ToolFailure.Reason.TOO_LONG,
                    "the run would have " + all.size() + " files of " + sum + " bytes; expected " + MOST_FILES + " of "
                            + MOST_OF_A_RUN + " at most");
        }
        return content.length;
    }

    /** By their names. */
    public List<RunFile> list(UUID run) {
        return jdbc.sql(HEAD + "where run = :run and " + Tenant.SEEN + " order by name")
                .params(Tenant.current().parameters())
                .param("run", run)
                .query((row, n) -> new RunFile(
                        row.getString("name"),
                        row.getString("type"),
                        row.getInt("bytes"),
                        row.getTimestamp("changed_at").toInstant()))
                .list();
    }

    /** What stands in it; empty if there is none. */
    public Optional<byte[]> content(UUID run, String name) {
        return jdbc.sql("select content from agent_file where run = :run and name = :name and " + Tenant.SEEN)
                .params(Tenant.current().parameters())
                .param("run", run)
                .param("name", name)
                .query((row, n) -> row.getBytes("content"))
                .optional();
    }
}
