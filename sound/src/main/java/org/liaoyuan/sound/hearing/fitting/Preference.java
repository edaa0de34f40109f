package org.liaoyuan.sound.hearing.fitting;

/** What somebody says of two sounds. */
public enum Preference {
    FIRST,
    SECOND,
    /** No difference, or none that matters. */
    NEITHER
}
