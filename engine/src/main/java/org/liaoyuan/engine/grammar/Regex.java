package org.liaoyuan.engine.grammar;

import java.util.List;

/** A regular expression as a tree. {@link Edge} stands for the anchors. */
sealed interface Regex {

    /** Repeated without an upper bound. */
    int UNBOUNDED = -1;

    record Chars(CodePoints set) implements Regex {}

    record Sequence(List<Regex> parts) implements Regex {}

    record Choice(List<Regex> options) implements Regex {}

    record Repeat(Regex part, int least, int most) implements Regex {}

    /** The place before the first character, or the one after the last. */
    record Edge(boolean start) implements Regex {}
}
