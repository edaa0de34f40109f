package org.liaoyuan.server.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The versions of the database's tables. */
public final class Migrations {

    private static final String FILES = "classpath*:db/migration/V*.sql";

    /** As Flyway names them. */
    private static final Pattern NAME = Pattern.compile("V([0-9._]+)__.*\\.sql");

    private Migrations() {}

    /** The newest version that this program knows: the highest of its files' names. */
    public static String newest() {
        try {
            return Arrays.stream(new PathMatchingResourcePatternResolver().getResources(FILES))
                    .map(file -> NAME.matcher(String.valueOf(file.getFilename())))
                    .filter(Matcher::matches)
                    .map(name -> MigrationVersion.fromVersion(name.group(1)))
                    .max(MigrationVersion::compareTo)
                    .map(MigrationVersion::getVersion)
                    .orElseThrow(() -> new DatabaseException("this program has no migrations in it: " + FILES));
        } catch (IOException e) {
            throw new UncheckedIOException("the program's migrations can't be listed", e);
        }
    }

    /** Brings an empty or older database to a version. */
    public static void migrate(Database database, String version) {
        Flyway.configure()
                .dataSource(database.ownerSource())
                .target(version)
                .load()
                .migrate();
    }

    /** As numbers: 10 is more than 9. */
    public static int compare(String one, String other) {
        return MigrationVersion.fromVersion(one).compareTo(MigrationVersion.fromVersion(other));
    }

    /** @throws DatabaseException if a newer program has changed the database's tables */
    static void requireKnown(Flyway flyway) {
        MigrationInfo current = flyway.info().current();
        if (current == null || current.getVersion() == null) {
            return;
        }
        String newest = newest();
        String found = current.getVersion().getVersion();
        if (compare(found, newest) > 0) {
            throw new DatabaseException(
                    "the database has version " + found + " of its tables; this program knows versions up to " + newest
                            + ": a newer Liaoyuan has used it. Start that one, or restore a backup of before into an empty data folder");
        }
    }
}
