package org.liaoyuan.server.space;

import org.liaoyuan.server.access.ShortText;

/** What a folder that is followed is called in the space. */
final class WatchNames {

    private WatchNames() {}

    /**
     * A name as it is kept.
     *
     * @throws IllegalArgumentException if it can't be that of a folder
     */
    static String of(String wanted) {
        String name = ShortText.of("name", wanted);
        if (name.isEmpty() || name.contains("/") || !Folder.of(name).equals(name)) {
            throw new IllegalArgumentException("name is '" + name + "'; expected that of a folder, without / and \\");
        }
        return name;
    }
}
