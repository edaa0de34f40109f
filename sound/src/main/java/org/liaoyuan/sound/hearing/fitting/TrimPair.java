package org.liaoyuan.sound.hearing.fitting;

/** Two settings to be compared, in the order in which they are offered: which one is which says nothing. */
public record TrimPair(Trims first, Trims second) {}
