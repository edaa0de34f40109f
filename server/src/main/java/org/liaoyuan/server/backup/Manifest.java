package org.liaoyuan.server.backup;

import java.time.Instant;
import java.util.List;

/**
 * What a backup holds; its last entry.
 *
 * @param format of the archive, {@link #FORMAT}
 * @param product version of the program that wrote it
 * @param schema the database's version: the newest migration
 * @param createdAt the moment of which the database is
 * @param tables in an order in which each comes after those that it refers to
 * @param sequences where counters stand
 * @param files of the data folder
 */
public record Manifest(
        int format,
        String product,
        String schema,
        Instant createdAt,
        List<Table> tables,
        List<Sequence> sequences,
        List<File> files) {

    static final int FORMAT = 1;
    static final String NAME = "manifest.json";

    /**
     * @param columns as in the file's header
     * @param sha256 of the CSV text
     */
    public record Table(String name, List<String> columns, long rows, String sha256) {

        String entry() {
            return "database/" + name + ".csv";
        }
    }

    /** @param lastValue the last that was given out */
    public record Sequence(String name, long lastValue) {}

    /** @param path inside the data folder, with slashes */
    public record File(String path, long bytes, String sha256) {

        String entry() {
            return "files/" + path;
        }
    }

    /** Rows of all tables. */
    public long rows() {
        return tables.stream().mapToLong(Table::rows).sum();
    }
}
