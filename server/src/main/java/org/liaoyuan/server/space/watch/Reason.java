package org.liaoyuan.server.space.watch;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Why something in a folder that is followed is left out. */
public enum Reason {
    /** Its name begins with a dot, or the system calls it hidden; of a directory all that is in it. */
    HIDDEN,
    /** What editors, downloads and systems leave beside what they write; {@code node_modules}. */
    TEMPORARY,
    /** A symbolic link that leads out of the folder, or nowhere. */
    LINK_OUT,
    /** No file: a pipe, a socket, a device. */
    NO_FILE,
    /** There is nothing in it. */
    EMPTY,
    /** Larger than a file of a space may be. */
    TOO_LARGE,
    /** Its name, or where it stands, is too long for a space, or holds what no name there holds. */
    NAME,
    /** Below more directories than are followed. */
    TOO_DEEP,
    /** It may not be read, or breaks off. */
    UNREADABLE,
    /** The space takes no more. */
    SPACE_FULL,
    /** The folder holds more files than are followed. */
    TOO_MANY;

    private static final List<String> ENDINGS = List.of(
            "~", ".swp", ".swo", ".swx", ".part", ".partial", ".crdownload", ".download", ".filepart", ".tmp", ".temp");
    private static final List<String> NAMES = List.of("thumbs.db", "desktop.ini", "node_modules");

    /** What a name alone says; nothing where it says nothing. */
    static Optional<Reason> ofName(String name) {
        if (name.startsWith(".")) {
            return Optional.of(HIDDEN);
        }
        String lower = name.toLowerCase(Locale.ROOT);
        boolean temporary = lower.startsWith("~$")
                || lower.startsWith("#") && lower.endsWith("#")
                || NAMES.contains(lower)
                || ENDINGS.stream().anyMatch(lower::endsWith);
        return temporary ? Optional.of(TEMPORARY) : Optional.empty();
    }
}
