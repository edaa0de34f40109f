package org.liaoyuan.server.sandbox;

/** Runs programs of one language in an instance of its own each. For many threads at once. */
interface Interpreter {

    /** Of a result, in bytes. */
    int MOST_RESULT = 1024 * 1024;

    /** A program that uses what all use, and fails at nothing. */
    Program first();

    /**
     * Runs it on this thread, until it ends or the thread is interrupted.
     *
     * @return its result, as JSON
     * @throws ProgramFailure if it does not come to its end, except for being interrupted
     * @throws com.dylibso.chicory.wasm.ChicoryException if it was interrupted, or broke the interpreter
     */
    String run(Program program, Output output);
}
