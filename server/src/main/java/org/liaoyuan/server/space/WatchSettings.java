package org.liaoyuan.server.space;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Folders of this machine that spaces follow: {@code liaoyuan.space.watch.*}.
 *
 * @param root below it folders may be named on the page; empty for nowhere
 * @param folders that are followed whatever the page says
 * @param every after which all of a folder is looked at, whether or not the system told of changes
 * @param settle how long a file must have stood still to be taken
 * @param grace how long what is no longer in a folder stays in the space
 * @param keepRemoved how long it can be brought back after that
 * @param mostFiles of a folder
 * @param mostFolders of a person
 */
@ConfigurationProperties("liaoyuan.space.watch")
record WatchSettings(
        @DefaultValue("") String root,
        @DefaultValue List<Named> folders,
        @DefaultValue("10m") Duration every,
        @DefaultValue("2s") Duration settle,
        @DefaultValue("3d") Duration grace,
        @DefaultValue("30d") Duration keepRemoved,
        @DefaultValue("5000") int mostFiles,
        @DefaultValue("20") int mostFolders) {

    /**
     * A folder of the configuration.
     *
     * @param person whose space follows it: the name by which they sign in, in the organisation that the installation began with; empty
     *     for the installation's owner
     * @param name of the folder in the space; empty for its own
     */
    record Named(
            String path,
            @DefaultValue("") String person,
            @DefaultValue("") String name) {

        Named {
            if (path == null || path.isBlank()) {
                throw new IllegalArgumentException(
                        "liaoyuan.space.watch.folders has one without a path; expected the folder's place on this machine");
            }
        }
    }

    WatchSettings {
        folders = List.copyOf(folders);
        requirePositive("every", every);
        requirePositive("settle", settle);
        requirePositive("grace", grace);
        requirePositive("keep-removed", keepRemoved);
        if (mostFiles < 1 || mostFolders < 1) {
            throw new IllegalArgumentException("liaoyuan.space.watch.most-files is " + mostFiles + ", most-folders "
                    + mostFolders + "; expected 1 or more");
        }
    }

    private static void requirePositive(String key, Duration value) {
        if (!value.isPositive() || value.compareTo(Duration.ofDays(3650)) > 0) {
            throw new IllegalArgumentException(
                    "liaoyuan.space.watch." + key + " is " + value + "; expected more than 0, at most 3650d");
        }
    }
}
