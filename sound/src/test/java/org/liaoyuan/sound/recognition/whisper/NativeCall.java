package org.liaoyuan.sound.recognition.whisper;

import org.liaoyuan.sound.AudioException;

/** Runs a method handle whose checked {@link Throwable} can only be a mistake in the binding. */
@FunctionalInterface
interface NativeCall<T> {

    T run() throws Throwable;

    static <T> T call(NativeCall<T> call) {
        try {
            return call.run();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AudioException("a native call failed: " + e, e);
        }
    }

    /** A {@link NativeCall} without a result. */
    @FunctionalInterface
    interface Effect {

        void run() throws Throwable;
    }

    static void run(Effect effect) {
        call(() -> {
            effect.run();
            return true;
        });
    }
}
