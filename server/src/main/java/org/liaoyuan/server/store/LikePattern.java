package org.liaoyuan.server.store;

import java.util.List;

/** Patterns for PostgreSQL's {@code like} and {@code ilike} that mean what was typed: its signs stand for themselves. */
public final class LikePattern {

    private LikePattern() {}

    /** Of what holds these words anywhere. */
    public static String holding(String words) {
        return "%" + words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }

    /** One for each, for {@code ilike all}. */
    public static String[] holding(List<String> each) {
        return each.stream().map(LikePattern::holding).toArray(String[]::new);
    }
}
