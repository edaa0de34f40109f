package org.liaoyuan.sound.hearing.fitting;

/** Which ear. */
public enum Ear {
    LEFT,
    RIGHT
}
