package org.liaoyuan.sound.web;

import org.teavm.jso.JSExportClasses;

/** The module: each class named here is a JavaScript class with static methods. */
@JSExportClasses({Aids.class, HearingTests.class, Surroundings.class, Tunings.class})
public final class Browser {

    private Browser() {}

    /** Nothing is to be done at the start. */
    public static void main(String[] arguments) {}
}
