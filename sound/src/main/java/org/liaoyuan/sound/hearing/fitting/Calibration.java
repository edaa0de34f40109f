package org.liaoyuan.sound.hearing.fitting;

/** What is known of the levels at which an audiogram was measured. */
public enum Calibration {
    /** Nothing: the shape over frequency may be used, the level may be off by tens of dB. */
    NONE,
    /** Against ears that hear normally, on the same device and headphones (a standard deviation of 4 dB at best). */
    BIOLOGICAL,
    /** By a coupler or ear simulator (IEC 60318), or a clinic's audiometer. */
    COUPLER
}
