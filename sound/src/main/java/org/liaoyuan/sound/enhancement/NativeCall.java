package org.liaoyuan.sound.enhancement;

import org.jspecify.annotations.Nullable;
import org.liaoyuan.sound.AudioException;

/** Runs a method handle whose checked {@link Throwable} can only be a mistake in the binding. */
@FunctionalInterface
interface NativeCall<T extends @Nullable Object> {

    T run() throws Throwable;

    static <T extends @Nullable Object> T call(NativeCall<T> call) {
        try {
            return call.run();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AudioException("a native call failed: " + e, e);
        }
    }
}
