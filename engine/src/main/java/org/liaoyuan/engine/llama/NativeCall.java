package org.liaoyuan.engine.llama;

import org.liaoyuan.engine.EngineException;

/**
 * Runs a method handle whose checked {@link Throwable} can only be a mistake in the binding. A segment whose arena is closed
 * is refused by the method handle itself, with the one {@link IllegalStateException} it knows.
 */
@FunctionalInterface
interface NativeCall<T> {

    T run() throws Throwable;

    static <T> T call(NativeCall<T> call) {
        try {
            return call.run();
        } catch (IllegalStateException e) {
            throw new EngineException("the model is closed", e);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new EngineException("a native call failed: " + e, e);
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
