package org.liaoyuan.server.space;

import java.util.List;
import java.util.stream.Stream;

/** Where a file stood in a folder that was added as a whole. It orders the list, and is never a place on this server's disk. */
final class Folder {

    private static final int LONGEST = 500;

    private Folder() {}

    /**
     * A folder as it is kept: names with one / between them, none of them empty, {@code .} or {@code ..}.
     *
     * @throws IllegalArgumentException if it is too long or holds a control
     */
    static String of(String path) {
        if (path.length() > LONGEST || path.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("folder has " + path.length() + " characters; expected at most "
                    + LONGEST + ", none of them a control");
        }
        List<String> names = Stream.of(path.replace('\\', '/').split("/"))
                .map(String::strip)
                .filter(name -> !name.isEmpty() && !name.equals(".") && !name.equals(".."))
                .toList();
        return String.join("/", names);
    }
}
