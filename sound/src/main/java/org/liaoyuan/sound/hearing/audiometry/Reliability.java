package org.liaoyuan.sound.hearing.audiometry;

/** How far a result may be believed. */
public enum Reliability {
    GOOD,
    /** Worth repeating. */
    DOUBTFUL,
    /** Not to be used. */
    POOR
}
