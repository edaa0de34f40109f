package org.liaoyuan.server.profile.probe;

import java.util.List;

/**
 * Something a model may be able to do.
 *
 * @param name such as {@code tool-call}
 * @param zh what people read in Chinese
 * @param en and in English
 * @param levels easiest first
 */
public record Skill(String name, String zh, String en, List<Level> levels) {

    public Skill {
        levels = List.copyOf(levels);
    }
}
